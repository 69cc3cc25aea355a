package dev.logarchiver.intake;

import java.util.regex.Pattern;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.WorkerPattern;

/**
 * Workers that are left out of the list.
 *
 * @param text the pattern of their IDs, as it was written
 * @param givenBy the option or setting that it was given by
 */
record Exclusion(String text, String givenBy) {

	Exclusion {
		if (!WorkerPattern.isPattern(text)) {
			throw new ConfigurationException(Printable.escape("'" + text + "' (" + givenBy
					+ ") is not a Worker pattern: give an ID in which * stands for any characters and ? for one, "
					+ "such as acme/test-*"));
		}
	}

	/** The same as a regular expression over canonical IDs. */
	Pattern expression() {
		return WorkerPattern.ofSetting(this.text).expression();
	}

	@Override
	public String toString() {
		return this.text + " (" + this.givenBy + ")";
	}

}
