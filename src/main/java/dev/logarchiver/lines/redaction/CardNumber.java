package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/** The number of a payment card, with its check digit right. */
final class CardNumber {

	private static final ByteSet GAP = ByteSet.of(" -");

	private static final ByteSet BESIDE = ByteSet.of("A-Za-z0-9_.");

	private static final int SHORTEST = 13;

	private static final int LONGEST = 19;

	private static final int GROUP = 4;

	/** Some have groups of four, six and five digits. */
	private static final int SECOND_GAP = 10;

	private static final int BASE = 10;

	private CardNumber() {
	}

	/** Looks at the first two digits and what follows. */
	static @Nullable Secret find(Passage text, int from, int end) {
		if (ByteSet.DIGITS.has(text.at(from - 1)) || (BESIDE.has(text.at(from - 1)) && !text.startsWord(from))
				|| text.at(from - 1) == '.' || text.at(from - 1) == '-') {
			return null;
		}
		int[] digits = new int[LONGEST];
		int count = 0;
		int groups = 0;
		int mark = text.at(from + GROUP);
		int place = from;
		while (count < LONGEST && ByteSet.DIGITS.has(text.at(place))) {
			digits[count++] = text.at(place++) - '0';
			boolean gap = GAP.has(mark) && text.at(place) == mark && ByteSet.DIGITS.has(text.at(place + 1));
			if (gap && (count == GROUP * (groups + 1) || (groups == 1 && count == SECOND_GAP))) {
				groups++;
				place++;
			}
		}
		boolean ends = !BESIDE.has(text.at(place))
				|| (text.at(place) == '.' && !ByteSet.DIGITS.has(text.at(place + 1)));
		return (count >= SHORTEST && ends && isChecked(digits, count)) ? Secret.exact(from, place) : null;
	}

	/** By the algorithm of Luhn. */
	private static boolean isChecked(int[] digits, int count) {
		int sum = 0;
		for (int i = 0; i < count; i++) {
			int digit = digits[count - 1 - i] * (1 + i % 2);
			sum += digit / BASE + digit % BASE;
		}
		return sum % BASE == 0;
	}

}
