package dev.logarchiver.lines.redaction;

import java.nio.charset.StandardCharsets;

/**
 * A part of a text in which secrets are looked for: whole lines, or a part of a line that
 * is too long to be held.
 *
 * @param bytes where it is
 * @param begin where it begins
 * @param end where it ends
 */
@SuppressWarnings("ArrayRecordComponent")
record Passage(byte[] bytes, int begin, int end) {

	/** Nothing stands here: it is before or behind the passage. */
	static final int NOTHING = -1;

	private static final byte ESCAPE = 0x1b;

	private static final ByteSet HEX = ByteSet.of("0-9A-Fa-f");

	private static final ByteSet ESCAPED = ByteSet.of("bfnrt");

	private static final ByteSet PARAMETERS = ByteSet.of("0-9;");

	private static final int LONGEST_SEQUENCE = 24;

	/** The byte at a place, from 0 to 255, or {@link #NOTHING}. */
	int at(int place) {
		return (place >= this.begin && place < this.end) ? this.bytes[place] & 0xff : NOTHING;
	}

	/** Where the bytes of a set end that begin at a place. A marker ends them, too. */
	int run(int from, ByteSet set) {
		return run(from, set, Integer.MAX_VALUE);
	}

	/** The same for {@code most} bytes at most. */
	int run(int from, ByteSet set, int most) {
		int place = from;
		while (place - from < most && set.has(at(place)) && !isMarker(place)) {
			place++;
		}
		return place;
	}

	/** Where the bytes of a set begin that end at a place. */
	int runBefore(int end, ByteSet set, int most) {
		int place = end;
		while (end - place < most && set.has(at(place - 1))) {
			place--;
		}
		return place;
	}

	/** Whether a secret stood here. */
	boolean isMarker(int place) {
		return Marker.end(this, place) > place;
	}

	/** Whether a text stands at a place. */
	boolean matches(int place, byte[] text, boolean sameCase) {
		if (place < this.begin || place + text.length > this.end) {
			return false;
		}
		for (int i = 0; i < text.length; i++) {
			byte read = this.bytes[place + i];
			if (read != text[i] && (sameCase || ClueTable.folded(read & 0xff) != ClueTable.folded(text[i] & 0xff))) {
				return false;
			}
		}
		return true;
	}

	boolean matches(int place, String text) {
		return matches(place, text.getBytes(StandardCharsets.US_ASCII), false);
	}

	/**
	 * Whether a word may begin at a place: no letter, digit or underscore stands before
	 * it, or one that belongs to the code of a character or colour.
	 */
	boolean startsWord(int place) {
		return !ByteSet.WORD.has(at(place - 1)) || endsCode(place);
	}

	/**
	 * Goes past the codes of characters and colours that end in what seems to be a word.
	 */
	int behindCodes(int from, int end) {
		int begin = from;
		for (int place = from + 1; place < end; place++) {
			begin = endsCode(place) ? place : begin;
		}
		return begin;
	}

	private boolean endsCode(int place) {
		boolean percent = at(place - 3) == '%' && HEX.has(at(place - 2)) && HEX.has(at(place - 1));
		boolean escaped = at(place - 2) == '\\' && ESCAPED.has(at(place - 1));
		boolean unicode = at(place - 6) == '\\' && at(place - 5) == 'u' && HEX.has(at(place - 1));
		return percent || escaped || unicode || endsColor(place);
	}

	private boolean endsColor(int place) {
		int parameters = runBefore(place - 1, PARAMETERS, LONGEST_SEQUENCE);
		return at(place - 1) == 'm' && at(parameters - 1) == '['
				&& (at(parameters - 2) == ESCAPE || matches(parameters - 7, "\\u001b")
						|| matches(parameters - 5, "\\x1b") || matches(parameters - 5, "\\033"));
	}

	/** Goes past escape sequences that set colours. */
	int pastColors(int from) {
		int place = from;
		for (int begin = behindEscape(place); begin > place; begin = behindEscape(place)) {
			int last = run(begin + 1, PARAMETERS);
			if (at(begin) != '[' || at(last) != 'm' || last - begin > LONGEST_SEQUENCE) {
				return place;
			}
			place = last + 1;
		}
		return place;
	}

	/** Where the escape sequences that set colours begin that end at a place. */
	int beforeColors(int end) {
		int place = end;
		while (at(place - 1) == 'm') {
			int bracket = runBefore(place - 1, PARAMETERS, LONGEST_SEQUENCE) - 1;
			if (at(bracket) != '[' || at(bracket - 1) != ESCAPE) {
				return place;
			}
			place = bracket - 1;
		}
		return place;
	}

	private int behindEscape(int place) {
		if (at(place) == ESCAPE) {
			return place + 1;
		}
		return matches(place, "\\u001b") ? place + 6 : place;
	}

	/** Where the line begins that a place is in. */
	int lineStart(int place) {
		int start = place;
		while (start > this.begin && this.bytes[start - 1] != '\n') {
			start--;
		}
		return start;
	}

	/** Where the line ends that a place is in: behind its line feed. */
	int lineEnd(int place) {
		int lineFeed = indexOf(this.bytes, place, this.end);
		return Math.min(lineFeed + 1, this.end);
	}

	/** Where the next line feed is; {@code end} if there is none. */
	static int indexOf(byte[] bytes, int from, int end) {
		int place = from;
		while (place < end && bytes[place] != '\n') {
			place++;
		}
		return place;
	}

}
