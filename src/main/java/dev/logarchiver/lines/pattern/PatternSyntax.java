package dev.logarchiver.lines.pattern;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a regular expression as Java writes it, as far as a finite automaton can follow
 * it.
 */
final class PatternSyntax {

	private static final String IGNORE_CASE = "(?i)";

	private static final String GROUP = "(?:";

	/** What a letter behind a backslash stands for; a capital one, for all others. */
	private static final Map<Integer, String> CLASSES = Map.of((int) 'd', "0-9", (int) 'w', "A-Za-z0-9_", (int) 's',
			" \t\n\u000b\f\r", (int) 't', "\t");

	private final String text;

	private final BytePattern pattern;

	private int position;

	private PatternSyntax(String text) {
		this.text = text;
		boolean ignoresCase = text.startsWith(IGNORE_CASE);
		this.pattern = new BytePattern(ignoresCase);
		this.position = ignoresCase ? IGNORE_CASE.length() : 0;
	}

	/**
	 * Reads a regular expression.
	 * @param text the expression
	 * @return the same over bytes
	 * @throws IllegalArgumentException if it is not one, or has something that an
	 * automaton can't follow; the message says what
	 */
	static BytePattern parse(String text) {
		try {
			Pattern.compile(text);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException(
					ex.getDescription().toLowerCase(Locale.ROOT) + " at character " + (ex.getIndex() + 1), ex);
		}
		PatternSyntax syntax = new PatternSyntax(text);
		while (syntax.position < text.length()) {
			syntax.read();
		}
		return syntax.pattern;
	}

	private void read() {
		int character = next();
		switch (character) {
			case '\\' -> escape(next());
			case '[' -> characterClass();
			case '(' -> group();
			case '.' -> this.pattern.allBut("");
			case '*', '+', '?', '}' -> quantifier(character);
			case '|', ')', '{', ',' -> this.pattern.operator(character);
			case '^', '$' -> throw unsupported(Character.toString(character));
			default -> this.pattern.literal(character);
		}
	}

	private int next() {
		int character = this.text.codePointAt(this.position);
		this.position += Character.charCount(character);
		return character;
	}

	private void escape(int character) {
		String members = CLASSES.get(Character.toLowerCase(character));
		if (members == null) {
			requireNoLetter(character);
			this.pattern.literal(character);
		}
		else if (Character.isUpperCase(character)) {
			this.pattern.allBut(members);
		}
		else {
			this.pattern.oneOf(members);
		}
	}

	private void requireNoLetter(int escaped) {
		if (Character.isLetterOrDigit(escaped)) {
			throw unsupported("\\" + Character.toString(escaped));
		}
	}

	private void characterClass() {
		boolean negated = this.text.startsWith("^", this.position);
		this.position += negated ? 1 : 0;
		StringBuilder members = new StringBuilder();
		for (int character = next(); character != ']' || members.isEmpty(); character = next()) {
			members.append(member(character));
		}
		if (negated) {
			this.pattern.allBut(members.toString());
		}
		else {
			this.pattern.oneOf(members.toString());
		}
	}

	private String member(int character) {
		if (character == '[' || !BytePattern.isAscii(character) || this.text.startsWith("&&", this.position - 1)) {
			throw unsupported(Character.toString(character) + " within [ ]");
		}
		return switch (character) {
			case '-' -> "-";
			case '\\' -> escapedMember(next());
			default -> this.pattern.member(character);
		};
	}

	private String escapedMember(int character) {
		String members = CLASSES.get(character);
		if (members != null) {
			return members;
		}
		requireNoLetter(character);
		return this.pattern.member(character);
	}

	private void group() {
		if (this.text.startsWith(GROUP, this.position - 1)) {
			this.position += GROUP.length() - 1;
		}
		else if (this.text.startsWith("?", this.position)) {
			throw unsupported("(?");
		}
		this.pattern.operator('(');
	}

	/**
	 * Whether it takes more or less doesn't matter to whether there is a match at all.
	 */
	private void quantifier(int character) {
		this.pattern.operator(character);
		if (this.text.startsWith("?", this.position)) {
			this.position++;
		}
		else if (this.text.startsWith("+", this.position)) {
			throw unsupported((char) character + "+");
		}
	}

	private static IllegalArgumentException unsupported(String what) {
		return new IllegalArgumentException("it has " + what + ", which is not supported here");
	}

}
