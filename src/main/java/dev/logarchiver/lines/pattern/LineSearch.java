package dev.logarchiver.lines.pattern;

/**
 * Looks for a pattern in the lines of one text, whose bytes come in any pieces. For one
 * thread.
 */
public final class LineSearch {

	private final int[] next;

	private final boolean[] idle;

	private int state = PatternTable.START;

	/**
	 * Creates a search.
	 * @param next for each state a row of the states that follow it by byte
	 * @param idle by two bytes: whether the first, read at the start, makes no difference
	 * any more once the second is read. Nearly all pairs of a text are so, and looking
	 * them up is twice as fast as following the states, because no look-up waits for the
	 * one before it.
	 */
	LineSearch(int[] next, boolean[] idle) {
		this.next = next;
		this.idle = idle;
	}

	/** Begins a line. */
	public void startLine() {
		this.state = PatternTable.START;
	}

	/** Whether the pattern was found in the line, as far as it was read. */
	public boolean isFound() {
		return this.state == PatternTable.FOUND;
	}

	/**
	 * Reads on in the line.
	 * @param bytes the text
	 * @param from where to go on
	 * @param end where these bytes end
	 * @return where the line's line feed is; {@code end} where it isn't among these bytes
	 */
	public int toLineEnd(byte[] bytes, int from, int end) {
		int position = from;
		int current = this.state;
		while (position < end && current != PatternTable.FOUND) {
			if (current == PatternTable.START) {
				position = skipIdle(bytes, position, end);
			}
			if (bytes[position] == '\n') {
				break;
			}
			current = this.next[current + (bytes[position] & 0xff)];
			position++;
		}
		this.state = current;
		while (position < end && bytes[position] != '\n') {
			position++;
		}
		return position;
	}

	private int skipIdle(byte[] bytes, int from, int end) {
		int position = from;
		while (position < end - 1 && this.idle[(bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff)]) {
			position++;
		}
		return position;
	}

}
