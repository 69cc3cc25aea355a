package dev.logarchiver.lines.pattern;

/**
 * A regular expression to look for in lines. What a search costs depends on the text
 * only, not on the expression. Safe for use by many threads.
 */
public final class LinePattern {

	private final int[] next;

	private final boolean[] idle;

	private LinePattern(int[] next) {
		this.next = next;
		this.idle = idle(next);
	}

	/**
	 * Reads a pattern.
	 * @param expression a regular expression in Java's syntax, without anchors, word
	 * boundaries, look-around and back references
	 * @return the pattern
	 * @throws IllegalArgumentException if it is not such an expression; the message says
	 * why
	 */
	public static LinePattern parse(String expression) {
		return new LinePattern(PatternTable.of(PatternSyntax.parse(expression)));
	}

	/**
	 * Finds the pairs of bytes whose first makes no difference any more once the second
	 * is read.
	 */
	private static boolean[] idle(int[] next) {
		boolean[] idle = new boolean[PatternTable.BYTES * PatternTable.BYTES];
		for (int i = 0; i < idle.length; i++) {
			int first = i / PatternTable.BYTES;
			int second = i % PatternTable.BYTES;
			idle[i] = first != '\n' && next[next[first] + second] == next[second];
		}
		return idle;
	}

	/**
	 * Begins a search in one text.
	 * @return the search, at the start of a line
	 */
	public LineSearch search() {
		return new LineSearch(this.next, this.idle);
	}

}
