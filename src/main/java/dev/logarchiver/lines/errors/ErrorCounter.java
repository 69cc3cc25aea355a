package dev.logarchiver.lines.errors;

import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.LineSearch;

/**
 * Counts the error lines of one log while it streams through, and keeps the first few.
 * Memory and time don't depend on how long a line is. For one thread.
 */
public final class ErrorCounter {

	private final LineSearch search;

	private final List<LogLine> first = new ArrayList<>();

	private long count;

	private long number = 1;

	/** What earlier pieces hold of the line, as far as it might be kept. */
	private final byte[] beginning = new byte[LogLine.LONGEST + 1];

	private int begun;

	/**
	 * Begins a log.
	 * @param pattern what error lines have
	 */
	public ErrorCounter(LinePattern pattern) {
		this.search = pattern.search();
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
		if (this.search.isFound()) {
			this.count++;
			if (this.first.size() < ErrorLines.KEPT) {
				remember(bytes, start, end);
				this.first.add(LogLine.of(this.number, this.beginning, this.begun));
			}
		}
		this.begun = 0;
		this.number++;
		this.search.startLine();
	}

	private void remember(byte[] bytes, int start, int end) {
		int taken = Math.min(end - start, this.beginning.length - this.begun);
		System.arraycopy(bytes, start, this.beginning, this.begun, taken);
		this.begun += taken;
	}

	/**
	 * Ends the log.
	 * @return its error lines
	 */
	public ErrorLines finish() {
		endLine(this.beginning, 0, 0);
		return new ErrorLines(this.count, this.first);
	}

}
