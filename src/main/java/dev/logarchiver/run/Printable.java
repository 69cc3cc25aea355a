package dev.logarchiver.run;

/**
 * Makes text from outside safe for a terminal, a log line or a database row.
 */
public final class Printable {

	private static final int LONGEST = 2000;

	private Printable() {
	}

	/**
	 * Escapes control, format and unpaired surrogate characters as {@code \}{@code uXXXX}
	 * and cuts what is longer than 2,000 characters.
	 * @param text text from outside
	 * @return the same text on one line, harmless to print
	 */
	public static String escape(String text) {
		StringBuilder escaped = new StringBuilder(Math.min(text.length(), LONGEST));
		text.codePoints().limit(LONGEST).forEach((character) -> {
			switch (character) {
				case '\n' -> escaped.append("\\n");
				case '\r' -> escaped.append("\\r");
				case '\t' -> escaped.append("\\t");
				default -> append(escaped, character);
			}
		});
		if (text.codePointCount(0, text.length()) > LONGEST) {
			escaped.append("...");
		}
		return escaped.toString();
	}

	private static void append(StringBuilder escaped, int character) {
		switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR, Character.PRIVATE_USE, Character.UNASSIGNED ->
				escaped.append("\\u%04x".formatted(character));
			default -> escaped.appendCodePoint(character);
		}
	}

}
