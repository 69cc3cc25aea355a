package dev.logarchiver.lines.errors;

import dev.logarchiver.lines.pattern.LinePattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes a line an error. Safe for use by many threads.
 */
public final class ErrorPattern {

	private static final String ANY = "x*";

	/**
	 * What a line has at least; {@code null} for what the program recognises by itself.
	 */
	private final @Nullable LinePattern suspect;

	/** What decides; {@code null} as well. */
	private final @Nullable LinePattern pattern;

	private ErrorPattern(@Nullable LinePattern suspect, @Nullable LinePattern pattern) {
		this.suspect = suspect;
		this.pattern = pattern;
	}

	/**
	 * What a person calls an error line.
	 * @return the pattern
	 */
	public static ErrorPattern builtin() {
		return new ErrorPattern(null, null);
	}

	/**
	 * Lines in which something is found.
	 * @param expression what to look for, as {@link LinePattern#parse} reads it
	 * @return the pattern
	 * @throws IllegalArgumentException if it is no expression, or is found in an empty
	 * line; the message says why
	 */
	public static ErrorPattern of(String expression) {
		LinePattern pattern = LinePattern.parse(expression);
		if (pattern.matchesAll()) {
			throw new IllegalArgumentException("it matches every line, even an empty one");
		}
		// with carriage returns, lines have more beginnings and ends than line feeds tell
		boolean anchored = expression.indexOf('^') >= 0 || expression.indexOf('$') >= 0;
		return new ErrorPattern(anchored ? LinePattern.parse(ANY) : pattern, pattern);
	}

	LineScan scan() {
		return (this.suspect != null) ? new PatternScan(this.suspect) : new SuspectScan();
	}

	LineJudge judge() {
		return (this.pattern != null) ? new PatternScan(this.pattern) : new BuiltinJudge();
	}

	/** Whether the lines of one error are told by their first or most telling one. */
	boolean foldsTraces() {
		return this.pattern == null;
	}

}
