package dev.logarchiver.lines.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A text that stands where a secret is, such as the name before it or the beginning of
 * the secret itself.
 *
 * @param rule the name of the rule
 * @param text the text
 * @param anchor where in it the part begins that is searched for: one that begins with
 * two letters which seldom stand together in logs makes the search fast
 * @param anchorEnd where that part ends
 * @param sameCase whether upper and lower case differ
 * @param detector what decides where it stands
 */
@SuppressWarnings("ArrayRecordComponent")
record Clue(String rule, byte[] text, int anchor, int anchorEnd, boolean sameCase, Detector detector) {

	/**
	 * A clue in upper or lower case.
	 * @param text the text, with braces around the part that is searched for; all of it
	 * if there are none
	 */
	static Clue inAnyCase(String rule, String text, Detector detector) {
		return of(rule, text, false, detector);
	}

	/** A clue as it is written, with braces as in {@link #inAnyCase}. */
	static Clue exactly(String rule, String text, Detector detector) {
		return of(rule, text, true, detector);
	}

	private static Clue of(String rule, String text, boolean sameCase, Detector detector) {
		int open = text.indexOf('{');
		byte[] plain = text.replace("{", "").replace("}", "").getBytes(StandardCharsets.US_ASCII);
		return (open < 0) ? new Clue(rule, plain, 0, plain.length, sameCase, detector)
				: new Clue(rule, plain, open, text.indexOf('}') - 1, sameCase, detector);
	}

	byte[] searched() {
		return Arrays.copyOfRange(this.text, this.anchor, this.anchorEnd);
	}

	/**
	 * Decides.
	 * @param passage what was searched
	 * @param searchedEnd where the part ends that was found
	 */
	@Nullable Secret check(Passage passage, int searchedEnd) {
		int from = searchedEnd - this.anchorEnd;
		return passage.matches(from, this.text, this.sameCase)
				? this.detector.find(passage, from, from + this.text.length) : null;
	}

}
