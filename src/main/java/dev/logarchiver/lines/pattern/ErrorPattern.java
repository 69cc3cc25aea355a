package dev.logarchiver.lines.pattern;

/**
 * Tells which lines are errors: those in which a regular expression is found. What that
 * costs depends on the text only, not on the expression. Safe for use by many threads.
 */
public final class ErrorPattern {

	private final int[] next;

	private final boolean[] idle;

	private ErrorPattern(int[] next) {
		this.next = next;
		this.idle = idle(next);
	}

	/**
	 * Reads a pattern.
	 * @param expression a regular expression in Java's syntax, without anchors, word
	 * boundaries, look-around and back references
	 * @return the pattern
	 * @throws IllegalArgumentException if it is none; the message says why
	 */
	public static ErrorPattern parse(String expression) {
		return new ErrorPattern(PatternTable.of(PatternSyntax.parse(expression)));
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

	public LineSearch search() {
		return new LineSearch(this.next, this.idle);
	}

}
