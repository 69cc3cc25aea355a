package dev.logarchiver.intake;

import java.util.regex.Pattern;

import dev.logarchiver.run.ConfigurationException;
import dev.logarchiver.run.Printable;

/**
 * A pattern of Workers that are left out of the list.
 *
 * @param pattern what a Worker ID must look like from its beginning to its end: {@code *}
 * stands for any characters, {@code ?} for one; {@code /} and {@code ~} are the same
 * @param givenBy the option or setting that it was given by
 */
record Exclusion(String pattern, String givenBy) {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._*?-]+([/~][A-Za-z0-9._*?-]+)?");

	Exclusion {
		if (!VALID.matcher(pattern).matches()) {
			throw new ConfigurationException(Printable.escape("'" + pattern + "' (" + givenBy
					+ ") is no pattern of Workers: give an ID in which * stands for any characters and ? for one, "
					+ "such as acme/test-*"));
		}
	}

	/**
	 * The same as a regular expression over canonical IDs.
	 */
	Pattern expression() {
		return Pattern
			.compile(this.pattern.replace('/', '~').replace(".", "\\.").replaceAll("\\*+", ".*").replace('?', '.'));
	}

	@Override
	public String toString() {
		return this.pattern + " (" + this.givenBy + ")";
	}

}
