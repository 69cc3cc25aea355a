package dev.logarchiver.cli.settings;

import java.util.stream.IntStream;

/** How much a misspelt word differs from another. */
public final class EditDistance {

	private EditDistance() {
	}

	/**
	 * How many characters have to be replaced, inserted or left out to make one word of
	 * the other, by Levenshtein's method: row by row, and only the last row is kept.
	 */
	public static int between(String one, String other) {
		int[] row = IntStream.rangeClosed(0, other.length()).toArray();
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
