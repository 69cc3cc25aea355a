package dev.logarchiver.lines.pattern;

import java.nio.charset.StandardCharsets;

/**
 * A regular expression over the bytes of UTF-8, while it is written in the syntax of
 * dk.brics.automaton. Each byte is a character up to 255.
 */
final class BytePattern {

	/** The second and further bytes of a character. */
	private static final String FURTHER_BYTES = "\u0080-\u00bf";

	private static final int FIRST_BEYOND_ASCII = 0x80;

	private final boolean ignoresCase;

	private final StringBuilder written = new StringBuilder();

	/**
	 * Begins an expression.
	 * @param ignoresCase whether a lower case ASCII letter stands for upper case too
	 */
	BytePattern(boolean ignoresCase) {
		this.ignoresCase = ignoresCase;
	}

	/** Adds what means the same in both syntaxes. */
	void operator(int character) {
		this.written.append((char) character);
	}

	void literal(int character) {
		if (isAscii(character)) {
			this.written.append(member(character));
		}
		else {
			this.written.append('(');
			for (byte each : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
				this.written.append((char) (each & 0xff));
			}
			this.written.append(')');
		}
	}

	/**
	 * Adds any one of some ASCII characters.
	 * @param members the characters, as {@link #member} writes them, and ranges of them
	 */
	void oneOf(String members) {
		this.written.append('[').append(members).append(']');
	}

	/**
	 * Adds any one character, of one byte or of several, but for some ASCII characters.
	 * @param members the characters, as {@link #member} writes them, and ranges of them
	 */
	void allBut(String members) {
		this.written.append("([^" + members + FURTHER_BYTES + "][" + FURTHER_BYTES + "]*)");
	}

	/** Writes an ASCII character so that it has no other meaning. */
	String member(int character) {
		int folded = this.ignoresCase ? Character.toLowerCase(character) : character;
		return (Character.isLetterOrDigit(folded) ? "" : "\\") + (char) folded;
	}

	static boolean isAscii(int character) {
		return character < FIRST_BEYOND_ASCII;
	}

	boolean ignoresCase() {
		return this.ignoresCase;
	}

	@Override
	public String toString() {
		return this.written.toString();
	}

}
