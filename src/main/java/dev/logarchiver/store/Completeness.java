package dev.logarchiver.store;

import java.util.Locale;

/** How much of a log was there to be archived. */
public enum Completeness {

	/** The whole text. */
	FULL,
	/** Only the entries that the platform shows as a preview. */
	PREVIEW;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
