package dev.logarchiver.lines.pattern;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a regular expression as Java writes it, as far as a finite automaton can follow
 * it.
 */
final class PatternSyntax {

	private static final String IGNORE_CASE = "(?i)";

	private static final String GROUP = "(?:";

	private final String text;

	private final BytePattern pattern;

	private int position;

	private PatternSyntax(String text, boolean ignoresCase) {
		this.text = text;
		boolean option = text.startsWith(IGNORE_CASE);
		this.pattern = new BytePattern(ignoresCase || option);
		this.position = option ? IGNORE_CASE.length() : 0;
	}

	/**
	 * Reads a regular expression.
	 * @param text the expression
	 * @param ignoresCase whether a letter stands for upper and lower case
	 * @return the same over bytes
	 * @throws IllegalArgumentException if it is not one, or has something that an
	 * automaton can't follow; the message says what
	 */
	static BytePattern parse(String text, boolean ignoresCase) {
		try {
			Pattern.compile(text);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException(
					ex.getDescription().toLowerCase(Locale.ROOT) + " at character " + (ex.getIndex() + 1), ex);
		}
		PatternSyntax syntax = new PatternSyntax(text, ignoresCase);
		while (syntax.position < text.length()) {
			syntax.read();
		}
		return syntax.pattern;
	}

	/** Takes a text for what it is. */
	static BytePattern literal(String text, boolean ignoresCase) {
		BytePattern pattern = new BytePattern(ignoresCase);
		text.codePoints().forEach(pattern::literal);
		return pattern;
	}

	private void read() {
		int character = next();
		switch (character) {
			case '\\' -> this.pattern.oneOf(escaped(next()));
			case '[' -> characterClass();
			case '(' -> group();
			case '.' -> this.pattern.oneOf(new CodePoints().others());
			case '*', '+', '?' -> quantifier(character);
			case '{' -> range();
			case '|', ')' -> this.pattern.operator(character);
			case '^' -> this.pattern.anchor(BytePattern.LINE_BEGIN);
			case '$' -> this.pattern.anchor(BytePattern.LINE_END);
			default -> this.pattern.literal(character);
		}
	}

	private int next() {
		int character = this.text.codePointAt(this.position);
		this.position += Character.charCount(character);
		return character;
	}

	/** What a character stands for behind a backslash. */
	private CodePoints escaped(int character) {
		return switch (character) {
			case 'd' -> digits();
			case 'D' -> digits().others();
			case 'w' -> wordCharacters();
			case 'W' -> wordCharacters().others();
			case 's' -> whiteSpace();
			case 'S' -> whiteSpace().others();
			case 't' -> new CodePoints().add('\t', '\t');
			case 'r' -> new CodePoints().add('\r', '\r');
			default -> this.pattern.range(itself(character), character);
		};
	}

	private static CodePoints digits() {
		return new CodePoints().add('0', '9');
	}

	private static CodePoints wordCharacters() {
		return digits().add('A', 'Z').add('a', 'z').add('_', '_');
	}

	private static CodePoints whiteSpace() {
		return new CodePoints().add('\t', '\r').add(' ', ' ');
	}

	/** A letter behind a backslash is something else than the letter. */
	private static int itself(int escaped) {
		if (Character.isLetterOrDigit(escaped)) {
			throw unsupported("\\" + Character.toString(escaped));
		}
		return escaped;
	}

	private void characterClass() {
		boolean negated = this.text.startsWith("^", this.position);
		this.position += negated ? 1 : 0;
		CodePoints members = new CodePoints();
		int begin = this.position;
		for (int character = next(); character != ']' || this.position == begin + 1; character = next()) {
			members.add(member(character));
		}
		this.pattern.oneOf(negated ? members.others() : members);
	}

	private CodePoints member(int first) {
		boolean escaped = first == '\\';
		int character = escaped ? next() : first;
		if (escaped && Character.isLetter(character)) {
			return escaped(character);
		}
		requireMember(character, escaped);
		boolean range = this.text.startsWith("-", this.position) && !this.text.startsWith("-]", this.position);
		return this.pattern.range(escaped ? itself(character) : character, range ? lastOfRange() : character);
	}

	private int lastOfRange() {
		this.position++;
		int character = next();
		if (character == '\\') {
			return itself(next());
		}
		requireMember(character, false);
		return character;
	}

	/** Java has classes within classes, and intersections. */
	private void requireMember(int character, boolean escaped) {
		if (!escaped && (character == '[' || this.text.startsWith("&&", this.position - 1))) {
			throw unsupported(Character.toString(character) + " within [ ]");
		}
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

	/** How often something may stand there, as both syntaxes write it. */
	private void range() {
		int end = this.text.indexOf('}', this.position);
		this.pattern.operator('{');
		this.text.substring(this.position, end).chars().forEach(this.pattern::operator);
		this.position = end + 1;
		quantifier('}');
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
