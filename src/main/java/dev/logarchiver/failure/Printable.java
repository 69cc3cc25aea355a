package dev.logarchiver.failure;

/** Makes text from outside safe for a terminal, a log line or a database row. */
public final class Printable {

	private static final int LONGEST = 2000;

	private static final String CUT = "...";

	private Printable() {
	}

	/**
	 * Escapes control, format and unpaired surrogate characters as {@code \}{@code uXXXX}
	 * and cuts what is then longer than 2,000 characters.
	 * @param text text from outside
	 * @return the same text on one line, harmless to print
	 */
	public static String escape(String text) {
		return escape(text, LONGEST);
	}

	/**
	 * Escapes like {@link #escape(String)}, and cuts sooner or later. Text that was
	 * escaped once stays as it is.
	 * @param text text from outside
	 * @param longest how many characters the answer may have, at least 3
	 * @return the same text on one line; where it was too long, its beginning and
	 * {@code ...}
	 */
	public static String escape(String text, int longest) {
		if (text.length() <= longest && isAscii(text)) {
			return text;
		}
		StringBuilder escaped = new StringBuilder();
		int whole = 0;
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			append(escaped, text.codePointAt(i));
			if (escaped.length() > longest) {
				escaped.setLength(whole);
				return escaped.append(CUT).toString();
			}
			if (escaped.length() <= longest - CUT.length()) {
				whole = escaped.length();
			}
		}
		return escaped.toString();
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
				return false;
			}
		}
		return true;
	}

	private static void append(StringBuilder escaped, int character) {
		switch (character) {
			case '\n' -> escaped.append("\\n");
			case '\r' -> escaped.append("\\r");
			case '\t' -> escaped.append("\\t");
			default -> appendByType(escaped, character);
		}
	}

	private static void appendByType(StringBuilder escaped, int character) {
		if (isPrintable(character)) {
			escaped.appendCodePoint(character);
		}
		else {
			escaped.append("\\u%04x".formatted(character));
		}
	}

	/**
	 * Whether a character is seen where it stands: not one that controls, formats or
	 * reorders text, half of one, or none at all.
	 */
	public static boolean isPrintable(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

}
