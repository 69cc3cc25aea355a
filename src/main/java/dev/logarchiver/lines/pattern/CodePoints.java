package dev.logarchiver.lines.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import dk.brics.automaton.Automaton;

/**
 * Characters of which a pattern takes any one, as the bytes of UTF-8 that they have in a
 * text. A line feed is never among them, nor what is not UTF-8. For one thread.
 */
final class CodePoints {

	private static final int FIRST_BEYOND_ASCII = 0x80;

	/** Where characters begin that have one byte more. */
	private static final int[] LENGTHS = { 0, FIRST_BEYOND_ASCII, 0x800, 0x10000, Character.MAX_CODE_POINT + 1 };

	/** What the last byte of a character that has several tells of it, in bits. */
	private static final int BITS = 6;

	private final BitSet members = new BitSet();

	/**
	 * Adds characters.
	 * @param first the first one
	 * @param last the last one
	 * @return these characters
	 */
	CodePoints add(int first, int last) {
		this.members.set(first, last + 1);
		return this;
	}

	CodePoints add(CodePoints others) {
		this.members.or(others.members);
		return this;
	}

	/** All characters but these. */
	CodePoints others() {
		CodePoints others = new CodePoints().add(0, Character.MAX_CODE_POINT);
		others.members.andNot(this.members);
		return others;
	}

	/** These characters, and those that differ from them by their case only. */
	CodePoints inAnyCase() {
		CodePoints all = new CodePoints();
		this.members.stream().forEach((member) -> LetterCase.variants(member).forEach((each) -> all.add(each, each)));
		return all;
	}

	/** What reads one of these characters. */
	Automaton automaton() {
		this.members.clear('\n');
		this.members.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
		List<Automaton> ranges = new ArrayList<>();
		for (int from = this.members.nextSetBit(0); from >= 0;) {
			int end = this.members.nextClearBit(from);
			addRange(from, end - 1, ranges);
			from = this.members.nextSetBit(end);
		}
		Automaton any = Automaton.union(ranges);
		any.minimize();
		return any;
	}

	/** Adds a range in parts whose bytes are ranges each. */
	private static void addRange(int first, int last, List<Automaton> ranges) {
		for (int length : LENGTHS) {
			if (first < length && length <= last) {
				addRange(first, length - 1, ranges);
				addRange(length, last, ranges);
				return;
			}
		}
		for (int bits = BITS; first >= FIRST_BEYOND_ASCII && bits < Integer.SIZE - BITS; bits += BITS) {
			int below = (1 << bits) - 1;
			if ((first & ~below) != (last & ~below)) {
				int middle = ((first & below) != 0) ? (first | below) + 1 : last & ~below;
				if ((first & below) != 0 || (last & below) != below) {
					addRange(first, middle - 1, ranges);
					addRange(middle, last, ranges);
					return;
				}
			}
		}
		byte[] from = bytes(first);
		byte[] to = bytes(last);
		Automaton range = Automaton.makeEmptyString();
		for (int i = 0; i < from.length; i++) {
			range = range.concatenate(Automaton.makeCharRange((char) (from[i] & 0xff), (char) (to[i] & 0xff)));
		}
		ranges.add(range);
	}

	private static byte[] bytes(int character) {
		return Character.toString(character).getBytes(StandardCharsets.UTF_8);
	}

}
