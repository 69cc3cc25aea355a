package dev.logarchiver.lines.errors;

import java.util.function.Consumer;

/**
 * Finds the errors of one log while it streams through. Memory doesn't depend on how long
 * a line is. For one thread.
 *
 * @param <T> what is kept of an error line
 */
public final class ErrorStream<T> {

	/**
	 * Lines up to this length are read closely only where something was found in them.
	 */
	private static final int SHORT = 8192;

	private final LineScan search;

	private final TraceFolder<T> traces;

	private final LineSplitter<T> lines;

	private final Keeping<T> keeping;

	private long number = 1;

	/** What earlier pieces hold of the line, unless that is read closely already. */
	private final byte[] beginning = new byte[SHORT];

	private int begun;

	private boolean closely;

	/**
	 * Begins a log.
	 * @param pattern what error lines have
	 * @param keeping says what is kept of a line that may be an error
	 * @param errors receives what was kept of each error, in their order; up to two lines
	 * wait for those that follow
	 */
	public ErrorStream(ErrorPattern pattern, Keeping<T> keeping, Consumer<T> errors) {
		this.search = pattern.scan();
		this.keeping = keeping;
		this.traces = new TraceFolder<>(errors, pattern.foldsTraces());
		this.lines = new LineSplitter<>(pattern, this.traces);
	}

	/**
	 * Takes the next piece of the log.
	 * @param bytes where it is
	 * @param offset where it begins
	 * @param length how many bytes it has
	 */
	public void add(byte[] bytes, int offset, int length) {
		int end = offset + length;
		int start = offset;
		int lineEnd = this.search.toLineEnd(bytes, start, end);
		while (lineEnd < end) {
			endLine(bytes, start, lineEnd);
			start = lineEnd + 1;
			lineEnd = this.search.toLineEnd(bytes, start, end);
		}
		remember(bytes, start, end);
	}

	private void endLine(byte[] bytes, int start, int end) {
		if (this.closely || this.search.isFound() || !this.traces.isIdle()) {
			readClosely(bytes, start, end, this.search.isFound());
			this.lines.endLine(this::line);
		}
		this.closely = false;
		this.begun = 0;
		this.number++;
		this.search.startLine();
	}

	private void remember(byte[] bytes, int start, int end) {
		if (this.closely || end - start > SHORT - this.begun) {
			readClosely(bytes, start, end, true);
		}
		else {
			System.arraycopy(bytes, start, this.beginning, this.begun, end - start);
			this.begun += end - start;
		}
	}

	private void readClosely(byte[] bytes, int start, int end, boolean suspect) {
		if (!this.closely) {
			this.lines.startLine(suspect);
			this.lines.read(this.beginning, 0, this.begun, this::line);
			this.closely = true;
		}
		this.lines.read(bytes, start, end, this::line);
	}

	private T line() {
		return this.keeping.keep(this.number, this.lines.beginning(), this.lines.begun());
	}

	/** Ends the log. */
	public void finish() {
		if (this.closely || this.begun > 0) {
			endLine(this.beginning, 0, 0);
		}
		this.traces.finish();
	}

	/**
	 * Makes of a line what is kept of it.
	 *
	 * @param <T> what that is
	 */
	@FunctionalInterface
	public interface Keeping<T> {

		/**
		 * Keeps a line.
		 * @param number its place in the log, 1 for the first line
		 * @param bytes where its beginning is
		 * @param length how many bytes that has
		 */
		T keep(long number, byte[] bytes, int length);

	}

}
