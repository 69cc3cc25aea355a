package dev.logarchiver.web.text;

/**
 * What an escape character begins.
 *
 * @param kind what is done with it
 * @param end where it ends in the text
 * @param codes what a sequence for colours says
 */
record EscapeSequence(Kind kind, int end, String codes) {

	private static final char BELL = 7;

	private static final char ESCAPE = 0x1b;

	/**
	 * Reads a sequence.
	 * @param text where it is
	 * @param start where its escape character is
	 */
	static EscapeSequence at(String text, int start) {
		return switch ((start + 1 < text.length()) ? text.charAt(start + 1) : 0) {
			case '[' -> control(text, start);
			case ']' -> command(text, start);
			// back to the usual letters, as 'tput sgr0' says it
			case '(' -> text.startsWith("B", start + 2) ? of(Kind.DROPPED, start + 3) : of(Kind.SHOWN, start + 1);
			default -> of(Kind.SHOWN, start + 1);
		};
	}

	/** Colours are kept; to erase the rest of the line changes nothing here. */
	private static EscapeSequence control(String text, int start) {
		int end = start + 2;
		while (end < text.length() && text.charAt(end) >= ' ' && text.charAt(end) <= '?') {
			end++;
		}
		if (end == text.length() || text.charAt(end) < '@' || text.charAt(end) > '~') {
			return of(Kind.SHOWN, start + 1);
		}
		String codes = text.substring(start + 2, end);
		boolean numbers = codes.chars().allMatch((code) -> code >= '0' && code <= ';');
		return switch (text.charAt(end)) {
			case 'm' -> new EscapeSequence(numbers ? Kind.STYLE : Kind.SHOWN, end + 1, codes);
			case 'K' -> of(Kind.DROPPED, end + 1);
			default -> of(Kind.SHOWN, end + 1);
		};
	}

	/** Of a link the text stays. A command without its end would hide what follows. */
	private static EscapeSequence command(String text, int start) {
		Kind kind = text.startsWith("8;", start + 2) ? Kind.DROPPED : Kind.SHOWN;
		for (int i = start + 2; i < text.length(); i++) {
			if (text.charAt(i) == BELL) {
				return of(kind, i + 1);
			}
			if (text.charAt(i) == ESCAPE) {
				return text.startsWith("\\", i + 1) ? of(kind, i + 2) : of(Kind.SHOWN, start + 1);
			}
		}
		return of(Kind.SHOWN, start + 1);
	}

	private static EscapeSequence of(Kind kind, int end) {
		return new EscapeSequence(kind, end, "");
	}

	/** What is done with a sequence. */
	enum Kind {

		STYLE, DROPPED, SHOWN

	}

}
