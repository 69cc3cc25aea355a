package dev.logarchiver.lines.pattern;

/**
 * A regular expression to look for in lines. What a search costs depends on the text
 * only, not on the expression. Safe for use by many threads.
 */
public final class LinePattern {

	private final BytePattern pattern;

	private final PatternTable table;

	private final boolean[] skippable;

	private LinePattern(BytePattern pattern) {
		this.pattern = pattern;
		this.table = PatternTable.of(pattern);
		this.skippable = skippable(this.table);
	}

	/**
	 * Reads a pattern.
	 * @param expression a regular expression in Java's syntax, without word boundaries,
	 * look-around and back references
	 * @return the pattern
	 * @throws IllegalArgumentException if it is not such an expression; the message says
	 * why
	 */
	public static LinePattern parse(String expression) {
		return parse(expression, false);
	}

	/**
	 * Reads a pattern.
	 * @param expression as in {@link #parse(String)}
	 * @param ignoresCase whether a letter stands for upper and lower case, by Unicode's
	 * simple case folding; as {@code (?i)} at the beginning
	 * @return the pattern
	 * @throws IllegalArgumentException as in {@link #parse(String)}
	 */
	public static LinePattern parse(String expression, boolean ignoresCase) {
		return new LinePattern(PatternSyntax.parse(expression, ignoresCase));
	}

	/**
	 * Takes a text for what it is.
	 * @param text the text to look for
	 * @param ignoresCase as in {@link #parse(String, boolean)}
	 * @return the pattern
	 * @throws IllegalArgumentException if it is too long
	 */
	public static LinePattern literal(String text, boolean ignoresCase) {
		return new LinePattern(PatternSyntax.literal(text, ignoresCase));
	}

	/**
	 * Finds the pairs of bytes whose first makes no difference any more once the second
	 * is read.
	 */
	private static boolean[] skippable(PatternTable table) {
		int[] next = table.next();
		boolean[] skippable = new boolean[PatternTable.BYTES * PatternTable.BYTES];
		for (int i = 0; i < skippable.length; i++) {
			int first = i / PatternTable.BYTES;
			int second = i % PatternTable.BYTES;
			int after = next[table.idle() + first];
			boolean same = (second == '\n') ? table.foundAt(after) == table.foundAt(table.idle())
					: next[after + second] == next[table.idle() + second];
			skippable[i] = first != '\n' && same;
		}
		return skippable;
	}

	/** Whether every line has the pattern, even an empty one. */
	public boolean matchesAll() {
		return this.table.lineStart() == PatternTable.FOUND || this.table.foundAt(this.table.idle());
	}

	/** Finds out where in a line the pattern stands. */
	public Occurrences occurrences() {
		return new Occurrences(this.pattern.automaton());
	}

	/**
	 * Begins a search in one text.
	 * @return the search, at the start of a line
	 */
	public LineSearch search() {
		return new LineSearch(this.table, this.skippable);
	}

}
