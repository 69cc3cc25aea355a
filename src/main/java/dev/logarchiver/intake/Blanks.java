package dev.logarchiver.intake;

/**
 * What looks like nothing: also the spaces and marks that aren't seen, which spreadsheets
 * and web pages leave around what is copied from them.
 */
final class Blanks {

	private Blanks() {
	}

	static boolean isBlank(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.getType(character) == Character.FORMAT;
	}

	static boolean isBlank(String text) {
		return text.chars().allMatch(Blanks::isBlank);
	}

	static String strip(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isBlank(text.charAt(start))) {
			start++;
		}
		while (end > start && isBlank(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(start, end);
	}

}
