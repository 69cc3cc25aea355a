package dev.logarchiver.lines.errors;

import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.lines.LogLine;

/**
 * Counts the errors of one log while it streams through, and keeps the first few. Memory
 * doesn't depend on how long a line is. For one thread.
 */
public final class ErrorCounter {

	/**
	 * Lines up to this length are read closely only where something was found in them.
	 */
	private static final int SHORT = 8192;

	/** Stands for what isn't kept. */
	private static final LogLine NOT_KEPT = new LogLine(1, "");

	private final LineScan search;

	private final TraceFolder<LogLine> traces;

	private final LineSplitter<LogLine> lines;

	private final List<LogLine> first = new ArrayList<>();

	private long count;

	private long number = 1;

	/** What earlier pieces hold of the line, unless that is read closely already. */
	private final byte[] beginning = new byte[SHORT];

	private int begun;

	private boolean closely;

	/**
	 * Begins a log.
	 * @param pattern what error lines have
	 */
	public ErrorCounter(ErrorPattern pattern) {
		this.search = pattern.scan();
		this.traces = new TraceFolder<>(this::count, pattern.foldsTraces());
		this.lines = new LineSplitter<>(pattern, this.traces);
	}

	private void count(LogLine error) {
		this.count++;
		if (this.first.size() < ErrorLines.KEPT) {
			this.first.add(error);
		}
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

	private LogLine line() {
		boolean kept = this.first.size() < ErrorLines.KEPT;
		return kept ? LogLine.of(this.number, this.lines.beginning(), this.lines.begun()) : NOT_KEPT;
	}

	/**
	 * Ends the log.
	 * @return its errors
	 */
	public ErrorLines finish() {
		if (this.closely || this.begun > 0) {
			endLine(this.beginning, 0, 0);
		}
		this.traces.finish();
		return new ErrorLines(this.count, this.first);
	}

}
