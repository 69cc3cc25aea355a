package dev.logarchiver.lines.errors;

import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.lines.LogLine;

/**
 * Counts the errors of one log while it streams through, and keeps the first few. For one
 * thread.
 */
public final class ErrorCounter {

	/** Stands for what isn't kept. */
	private static final LogLine NOT_KEPT = new LogLine(1, "");

	private final ErrorStream<LogLine> errors;

	private final List<LogLine> first = new ArrayList<>();

	private long count;

	/**
	 * Begins a log.
	 * @param pattern what error lines have
	 */
	public ErrorCounter(ErrorPattern pattern) {
		this.errors = new ErrorStream<>(pattern, this::line, this::count);
	}

	private LogLine line(long number, byte[] bytes, int length) {
		return (this.first.size() < ErrorLines.KEPT) ? LogLine.of(number, bytes, length) : NOT_KEPT;
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
		this.errors.add(bytes, offset, length);
	}

	/**
	 * Ends the log.
	 * @return its errors
	 */
	public ErrorLines finish() {
		this.errors.finish();
		return new ErrorLines(this.count, this.first);
	}

}
