package dev.logarchiver.lines.errors;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Finds the errors among the lines of one log: of a trace, the line that names the
 * exception. For one thread.
 *
 * @param <T> what is kept of an error line
 */
public final class ErrorFinder<T> {

	private final ErrorPattern pattern;

	private final LineScan search;

	private final TraceFolder<T> traces;

	private @Nullable LineJudge judge;

	/**
	 * Begins a log.
	 * @param pattern what error lines have
	 * @param errors receives what was kept of each error, in their order; up to two lines
	 * wait for those that follow
	 */
	public ErrorFinder(ErrorPattern pattern, Consumer<T> errors) {
		this.pattern = pattern;
		this.search = pattern.scan();
		this.traces = new TraceFolder<>(errors, pattern.foldsTraces());
	}

	/**
	 * Takes the next line.
	 * @param bytes where it is
	 * @param length how many bytes it has, without its end
	 * @param line is asked what is to be kept of it, if it may be an error
	 */
	public void add(byte[] bytes, int length, Supplier<T> line) {
		this.search.startLine();
		this.search.toLineEnd(bytes, 0, length);
		boolean error = this.search.isFound() && isError(bytes, length);
		if (error || !this.traces.isIdle()) {
			this.traces.add(bytes, length, error, line);
		}
	}

	private boolean isError(byte[] bytes, int length) {
		if (this.judge == null) {
			this.judge = this.pattern.judge();
		}
		this.judge.startLine();
		this.judge.read(bytes, 0, length);
		return this.judge.isError();
	}

	/** Ends the log. */
	public void finish() {
		this.traces.finish();
	}

}
