package dev.logarchiver.lines.errors;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes one error of the lines of a trace: of that which names the exception. In a chain
 * of Python traces this is the last one, in one of Java the first: what reached the
 * program's end. A trace that names none is told by its first line. An error line right
 * before a trace is about the same error, and is replaced by it. At most two lines are
 * kept. For one thread.
 *
 * @param <T> what is kept of an error line
 */
final class TraceFolder<T> {

	private final Consumer<T> errors;

	private final boolean folds;

	private final LineShape shape = new LineShape();

	private State state = State.NONE;

	/** An error line that the next lines may replace. */
	private @Nullable T held;

	private LineKind heldKind = LineKind.OTHER;

	/** An exception behind it. */
	private @Nullable T named;

	/**
	 * Begins a log.
	 * @param errors receives each error
	 * @param folds whether traces matter: otherwise each error line is an error
	 */
	TraceFolder(Consumer<T> errors, boolean folds) {
		this.errors = errors;
		this.folds = folds;
	}

	/** Whether lines that are no errors don't matter. */
	boolean isIdle() {
		return this.state == State.NONE;
	}

	/**
	 * Takes the next line.
	 * @param bytes where its beginning is
	 * @param length how many bytes that has
	 * @param error whether it is an error by itself
	 * @param line what is to be kept of it
	 */
	void add(byte[] bytes, int length, boolean error, Supplier<T> line) {
		if (!this.folds) {
			if (error) {
				this.errors.accept(line.get());
			}
			return;
		}
		boolean python = this.state == State.TRACE || this.state == State.NAMED || this.state == State.CHAINED;
		LineKind kind = this.shape.kind(bytes, length, python);
		if (!goesOn(kind, error, line)) {
			release();
			begin(kind, error, line);
		}
	}

	private boolean goesOn(LineKind kind, boolean error, Supplier<T> line) {
		return switch (this.state) {
			case NONE -> false;
			case HELD -> behindError(kind, error, line);
			case PAIR -> kind == LineKind.FRAME && emit(this.named, State.FRAMES);
			case FRAMES -> kind == LineKind.FRAME || (kind == LineKind.INDENTED && this.shape.isOpen());
			case TRACE -> inTrace(kind, line);
			case NAMED -> behindName(kind);
			case CHAINED -> kind == LineKind.BLANK || kind == LineKind.CHAIN || startsTrace(kind);
			case PANIC -> kind == LineKind.BLANK || (kind == LineKind.GOROUTINE && to(State.DUMP)) || isDump(kind);
			case DUMP ->
				kind == LineKind.BLANK || kind == LineKind.GOROUTINE || kind == LineKind.DUMP || kind == LineKind.FRAME;
			case MESSAGE -> to(State.FRAMES);
		};
	}

	private static boolean isDump(LineKind kind) {
		return kind == LineKind.DUMP || kind == LineKind.FRAME;
	}

	private boolean behindError(LineKind kind, boolean error, Supplier<T> line) {
		if (kind == LineKind.HEADER && this.heldKind != LineKind.NAMED) {
			return to(State.TRACE);
		}
		if (kind == LineKind.CARET && this.heldKind.isBody()) {
			this.held = null;
			return to(State.NONE);
		}
		if (error && kind == LineKind.NAMED && this.heldKind != LineKind.NAMED) {
			this.named = line.get();
			return to(State.PAIR);
		}
		return kind == LineKind.FRAME && emit(this.held, State.FRAMES);
	}

	private boolean inTrace(LineKind kind, Supplier<T> line) {
		if (kind == LineKind.NAMED || kind == LineKind.SIMPLE || kind == LineKind.BOXED_NAME) {
			this.held = line.get();
			return to(State.NAMED);
		}
		return kind.isBody();
	}

	private boolean behindName(LineKind kind) {
		if (kind == LineKind.CHAIN) {
			return to(State.CHAINED);
		}
		return kind == LineKind.BLANK || kind == LineKind.FRAME || kind.isBoxed();
	}

	private boolean startsTrace(LineKind kind) {
		return kind == LineKind.HEADER && to(State.TRACE);
	}

	private boolean to(State next) {
		this.state = next;
		return true;
	}

	private boolean emit(@Nullable T line, State next) {
		if (line != null) {
			this.errors.accept(line);
		}
		this.held = null;
		this.named = null;
		return to(next);
	}

	/** What was kept is an error of its own. */
	private void release() {
		T behind = this.named;
		emit(this.held, State.NONE);
		emit(behind, State.NONE);
	}

	private void begin(LineKind kind, boolean error, Supplier<T> line) {
		if (!error) {
			return;
		}
		this.held = line.get();
		this.heldKind = kind;
		switch (kind) {
			case HEADER -> to(State.TRACE);
			case PANIC -> emit(this.held, State.PANIC);
			case PANICKED -> emit(this.held, State.MESSAGE);
			default -> to(State.HELD);
		}
	}

	/** Ends the log. */
	void finish() {
		release();
	}

	private enum State {

		/** No error. */
		NONE,

		/** Behind an error line. */
		HELD,

		/** Behind an error line and one that names an exception. */
		PAIR,

		/** In a trace whose error is told already. */
		FRAMES,

		/** In a Python trace that didn't name its exception yet. */
		TRACE,

		/** Behind that name. */
		NAMED,

		/** Before the next one of a chain of Python traces. */
		CHAINED,

		/** Behind the first line of a Go program that panics. */
		PANIC,

		/** In its goroutines. */
		DUMP,

		/** Behind the first line of a Rust program that panics. */
		MESSAGE

	}

}
