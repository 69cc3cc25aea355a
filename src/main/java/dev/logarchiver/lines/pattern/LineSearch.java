package dev.logarchiver.lines.pattern;

/**
 * Looks for a pattern in the lines of one text, whose bytes come in any pieces. For one
 * thread.
 */
public final class LineSearch {

	private final PatternTable table;

	private final boolean[] skippable;

	private int state;

	private int foundAt;

	/**
	 * Creates a search.
	 * @param table the automaton
	 * @param skippable by two bytes: whether the first, read where no match has begun,
	 * makes no difference any more once the second is read. Nearly all pairs of a text
	 * are so, and looking them up is twice as fast as following the states, because no
	 * look-up waits for the one before it.
	 */
	LineSearch(PatternTable table, boolean[] skippable) {
		this.table = table;
		this.skippable = skippable;
		this.state = table.lineStart();
	}

	/** Begins a line. */
	public void startLine() {
		this.state = this.table.lineStart();
	}

	/** Whether the pattern is found in the line, where that ends here. */
	public boolean isFound() {
		return this.table.foundAt(this.state);
	}

	/**
	 * Where the pattern was found.
	 * @return the place in the bytes that were read last, where the shortest match ends;
	 * negative where it wasn't found there, but before, at the line's end or not at all
	 */
	public int foundAt() {
		return this.foundAt;
	}

	/**
	 * Reads on in the line.
	 * @param bytes the text
	 * @param from where to go on
	 * @param end where these bytes end
	 * @return where the line's line feed is; {@code end} where it isn't among these bytes
	 */
	public int toLineEnd(byte[] bytes, int from, int end) {
		int[] next = this.table.next();
		int idle = this.table.idle();
		int position = from;
		int current = this.state;
		boolean known = current == PatternTable.FOUND;
		while (position < end && current != PatternTable.FOUND) {
			if (current == idle) {
				position = skip(bytes, position, end);
			}
			if (bytes[position] == '\n') {
				break;
			}
			current = next[current + (bytes[position] & 0xff)];
			position++;
		}
		this.state = current;
		this.foundAt = (!known && current == PatternTable.FOUND) ? position : -1;
		while (position < end && bytes[position] != '\n') {
			position++;
		}
		return position;
	}

	private int skip(byte[] bytes, int from, int end) {
		int position = from;
		while (position < end - 1 && this.skippable[(bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff)]) {
			position++;
		}
		return position;
	}

}
