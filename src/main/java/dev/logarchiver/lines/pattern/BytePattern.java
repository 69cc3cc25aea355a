package dev.logarchiver.lines.pattern;

import java.util.HashMap;
import java.util.Map;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.RegExp;

/**
 * A regular expression over the bytes of UTF-8, while it is written in the syntax of
 * dk.brics.automaton. Each byte is a character up to 255; what stands for no byte, the
 * beginning and the end of a line, is a character beyond them.
 */
final class BytePattern {

	private static final int FIRST_BEYOND_ASCII = 0x80;

	static final char LINE_BEGIN = '\u0100';

	static final char LINE_END = '\u0101';

	private final boolean ignoresCase;

	private static final String NOTHING = "()";

	/** What nothing follows is nothing, and must be written so. */
	private final StringBuilder written = new StringBuilder(NOTHING);

	/** What reads one of some characters, by the name that it has in the expression. */
	private final Map<String, Automaton> sets = new HashMap<>();

	/**
	 * Begins an expression.
	 * @param ignoresCase whether a letter stands for upper and lower case
	 */
	BytePattern(boolean ignoresCase) {
		this.ignoresCase = ignoresCase;
	}

	/** Adds what means the same in both syntaxes. */
	void operator(int character) {
		this.written.append((char) character);
		if (character == '(' || character == '|') {
			this.written.append(NOTHING);
		}
	}

	/** Adds the beginning or the end of a line. */
	void anchor(char place) {
		this.written.append(place);
	}

	void literal(int character) {
		if (character < FIRST_BEYOND_ASCII && !this.ignoresCase) {
			this.written.append('\\').append((char) character);
		}
		else {
			oneOf(range(character, character));
		}
	}

	/**
	 * The characters of a range, in upper and lower case where that makes no difference.
	 * @param first the first one
	 * @param last the last one
	 * @return the characters
	 */
	CodePoints range(int first, int last) {
		CodePoints range = new CodePoints().add(first, last);
		return this.ignoresCase ? range.inAnyCase() : range;
	}

	/** Adds any one of some characters. */
	void oneOf(CodePoints characters) {
		String name = "set" + this.sets.size();
		this.sets.put(name, characters.automaton());
		this.written.append('<').append(name).append('>');
	}

	/**
	 * What reads the expression.
	 * @throws IllegalArgumentException if it is not an expression of the library's
	 */
	Automaton automaton() {
		return new RegExp(this.written.toString(), RegExp.AUTOMATON).toAutomaton(this.sets, false);
	}

}
