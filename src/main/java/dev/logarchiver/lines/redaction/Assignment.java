package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/**
 * What stands between a name and its value: in a header, a URL, JSON (also within a
 * string), XML, and what programs print of their variables.
 *
 * @param value where the value begins
 * @param quotation how it is quoted
 * @param listed whether it is the first of a list
 * @param paired whether only a comma parts it from the name
 */
record Assignment(int value, Quotation quotation, boolean listed, boolean paired) {

	private static final ByteSet BLANK = ByteSet.of(" \t");

	private static final int CODE = 3;

	/**
	 * Reads on behind a name.
	 * @param name where the name ends
	 * @param pairs whether a comma may part it from its value where both are quoted
	 * @return where its value is; {@code null} if the name isn't given a value
	 */
	static @Nullable Assignment after(Passage text, int name, boolean pairs) {
		int closed = text.pastColors(pastQuotation(text, text.pastColors(name)));
		int sign = text.run(closed, BLANK);
		int behind = pastSign(text, sign);
		if (behind < 0 && text.at(sign) == '>' && sign == name) {
			behind = sign + 1;
		}
		else if (behind < 0 && closed > name) {
			behind = pastComma(text, sign, pairs);
		}
		if (behind < 0) {
			return null;
		}
		int begin = text.pastColors(text.run(behind, BLANK));
		boolean listed = text.at(begin) == '[' && !text.isMarker(begin);
		int first = listed ? text.run(begin + 1, BLANK) : begin;
		boolean bytes = text.at(first) == 'b' && Quotation.at(text, first + 1).isQuoted();
		Quotation quotation = Quotation.at(text, bytes ? first + 1 : first);
		int value = first + (bytes ? 1 : 0) + quotation.length();
		return new Assignment(text.pastColors(value), quotation, listed, text.at(behind - 1) == ',');
	}

	private static int pastQuotation(Passage text, int from) {
		return from + Quotation.at(text, from).length();
	}

	/** Negative where there is none that gives a value. */
	private static int pastSign(Passage text, int sign) {
		int next = text.at(sign + 1);
		return switch (text.at(sign)) {
			case '=' -> (next == '=') ? -1 : (next == '>') ? sign + 2 : sign + 1;
			case ':' -> (next == ':') ? -1 : (next == '=') ? sign + 2 : sign + 1;
			case '%' -> (text.matches(sign, "%3d") || text.matches(sign, "%3a")) ? sign + CODE : -1;
			default -> -1;
		};
	}

	/** As in {@code "name": "token", "value": "..."}. */
	private static int pastComma(Passage text, int comma, boolean pairs) {
		if (text.at(comma) != ',') {
			return -1;
		}
		int quote = text.run(comma + 1, BLANK);
		int word = pastQuotation(text, quote);
		if (word > quote && text.matches(word, "value")) {
			int closed = pastQuotation(text, word + "value".length());
			int colon = text.run(closed, BLANK);
			return (text.at(colon) == ':') ? colon + 1 : -1;
		}
		return (pairs && word > quote) ? comma + 1 : -1;
	}

	/** Whether the value ends with its quotation at a place. */
	boolean endsAt(Passage text, int place) {
		return this.quotation.endsAt(text, text.pastColors(place));
	}

}
