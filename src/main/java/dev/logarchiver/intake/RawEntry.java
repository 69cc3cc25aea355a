package dev.logarchiver.intake;

import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.run.WorkerId;

/**
 * A text that stands where a Worker ID is expected.
 *
 * @param text the text, with or without blanks around it, seen or not
 * @param origin where it stands
 */
record RawEntry(String text, Origin origin) {

	/** What the decoder puts in place of bytes that are not UTF-8. */
	private static final char REPLACEMENT = '\uFFFD';

	RawEntry {
		text = Blanks.strip(text);
	}

	ListEntry entry() {
		if (this.text.indexOf(REPLACEMENT) >= 0) {
			return rejected("not UTF-8: save the list as UTF-8");
		}
		try {
			return new Listed(WorkerId.parse(this.text), this.origin);
		}
		catch (IllegalArgumentException ex) {
			return new Rejected(this.text, String.valueOf(ex.getMessage()), this.origin);
		}
	}

	Rejected rejected(String reason) {
		return new Rejected(this.text, reason, this.origin);
	}

	Rejected tooLong() {
		return rejected("longer than " + Lines.LONGEST + " characters: expected a Worker ID");
	}

}
