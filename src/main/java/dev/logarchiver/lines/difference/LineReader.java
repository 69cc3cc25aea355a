package dev.logarchiver.lines.difference;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.lines.LogLine;

/**
 * Reads a log line by line, of each no more than its first {@value #LONGEST} bytes: a log
 * may be one endless line. A carriage return ends a line too, as a progress bar shows,
 * but doesn't count. For one thread.
 */
final class LineReader {

	static final int LONGEST = 8192;

	private static final int BUFFER = 64 * 1024;

	private final InputStream text;

	private final byte[] buffer = new byte[BUFFER];

	private int position;

	private int limit;

	private Ending end = Ending.LINE_FEED;

	private final byte[] line = new byte[LONGEST];

	private int length;

	private long number;

	LineReader(InputStream text) {
		this.text = text;
	}

	/**
	 * Goes to the next line.
	 * @return {@code false} when there is none
	 * @throws IOException if the log can't be read
	 */
	boolean next() throws IOException {
		this.length = 0;
		if (!hasMore() || (this.end == Ending.RETURN && skipLineFeed() && !hasMore())) {
			return false;
		}
		this.number += (this.end == Ending.RETURN) ? 0 : 1;
		this.end = Ending.NONE;
		do {
			int lineEnd = endOfLine();
			take(lineEnd);
			if (lineEnd < this.limit) {
				this.end = (this.buffer[lineEnd] == '\r') ? Ending.RETURN : Ending.LINE_FEED;
				this.position = lineEnd + 1;
				break;
			}
		}
		while (fill());
		return true;
	}

	private boolean hasMore() throws IOException {
		return this.position < this.limit || fill();
	}

	/** A carriage return before a line feed is part of the same end. */
	private boolean skipLineFeed() {
		boolean skipped = this.buffer[this.position] == '\n';
		if (skipped) {
			this.position++;
			this.end = Ending.LINE_FEED;
		}
		return skipped;
	}

	private boolean fill() throws IOException {
		this.position = 0;
		this.limit = Math.max(0, this.text.read(this.buffer));
		return this.limit > 0;
	}

	private int endOfLine() {
		int i = this.position;
		while (i < this.limit && this.buffer[i] != '\n' && this.buffer[i] != '\r') {
			i++;
		}
		return i;
	}

	private void take(int lineEnd) {
		int taken = Math.min(lineEnd - this.position, LONGEST - this.length);
		System.arraycopy(this.buffer, this.position, this.line, this.length, taken);
		this.length += taken;
	}

	/** The bytes of the line, valid until the next one. */
	byte[] bytes() {
		return this.line;
	}

	/** How many bytes the line has, without its end. */
	int length() {
		return this.length;
	}

	/** The line's place in the log, 1 for the first, by line feeds. */
	long number() {
		return this.number;
	}

	/** The line as it can be shown. */
	LogLine line() {
		return LogLine.of(this.number, this.line, this.length);
	}

	private enum Ending {

		NONE, RETURN, LINE_FEED

	}

}
