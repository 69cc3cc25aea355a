package dev.logarchiver.lines.redaction;

import java.util.List;

import dev.logarchiver.lines.redaction.SecretSearch.Found;

/**
 * The lines of a private key that follow its first line, each perhaps behind a time stamp
 * and the like. For one thread.
 */
final class KeyBlock {

	/** A line of a key is longer, but for its last one. */
	private static final int SHORTEST = 24;

	private static final ByteSet BEHIND = ByteSet.of("\"',\\nr\r\n ");

	private static final ByteSet BLANK = ByteSet.of(" \t\r\n");

	private boolean open;

	private boolean begun;

	private boolean complete;

	void open() {
		this.open = true;
		this.begun = false;
		this.complete = false;
	}

	void close() {
		this.open = false;
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * Looks for a part of the key in the next line. Ends with the line that has none.
	 * @return the secret; empty if there is none
	 */
	List<Found> secrets(Passage line) {
		int end = line.beforeColors(line.runBefore(line.end(), BLANK, Integer.MAX_VALUE));
		int footer = footer(line);
		int last = (footer >= 0) ? footer : behindKey(line, end);
		int from = line.runBefore(last, ByteSet.BASE64, Integer.MAX_VALUE);
		boolean full = last - from >= SHORTEST;
		boolean rest = from < last && this.begun && !this.complete;
		this.open = footer < 0 && (full || rest || (!this.begun && isHeader(line)));
		this.complete = !full && rest;
		this.begun |= full;
		return (full || rest) ? List.of(new Found(PrivateKey.NAME, Secret.exact(from, last), last)) : List.of();
	}

	private static int footer(Passage line) {
		for (int place = line.begin(); place < line.end(); place++) {
			if (line.at(place) == '-' && line.matches(place, "-----END")) {
				return place;
			}
		}
		return -1;
	}

	/** Where the key ends before a quote, a comma or a line feed that is written out. */
	private static int behindKey(Passage line, int end) {
		int place = end;
		while (BEHIND.has(line.at(place - 1)) && !endsWord(line, place)) {
			place--;
		}
		return place;
	}

	/** Whether an n or r belongs to the key rather than to a line feed written out. */
	private static boolean endsWord(Passage line, int end) {
		return ByteSet.WORD.has(line.at(end - 1)) && line.at(end - 2) != '\\';
	}

	/** Such as {@code Proc-Type: 4,ENCRYPTED}, or an empty line. */
	private static boolean isHeader(Passage line) {
		int start = line.run(line.begin(), BLANK);
		if (start == line.end()) {
			return true;
		}
		for (int place = start; place < line.end(); place++) {
			if (line.matches(place, "Proc-Type:") || line.matches(place, "DEK-Info:")) {
				return true;
			}
		}
		return false;
	}

}
