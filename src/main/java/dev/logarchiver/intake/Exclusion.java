package dev.logarchiver.intake;

import java.util.regex.Pattern;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.WorkerId;

/**
 * A pattern of Workers that are left out, of the list or of what is said about it.
 *
 * @param pattern what a Worker ID must look like from its beginning to its end: {@code *}
 * stands for any characters, {@code ?} for one; {@code /} and {@code ~} are the same
 * @param givenBy the option or setting that it was given by
 */
public record Exclusion(String pattern, String givenBy) {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._*?-]+([/~][A-Za-z0-9._*?-]+)?");

	public Exclusion {
		if (!isPattern(pattern)) {
			throw new ConfigurationException(Printable.escape("'" + pattern + "' (" + givenBy
					+ ") is not a Worker pattern: give an ID in which * stands for any characters and ? for one, "
					+ "such as acme/test-*"));
		}
	}

	/**
	 * Whether a text is such a pattern.
	 * @param text the text to look at
	 * @return {@code true} if it can be one
	 */
	public static boolean isPattern(String text) {
		return VALID.matcher(text).matches();
	}

	/**
	 * Whether a Worker is left out.
	 * @param worker the Worker
	 * @return {@code true} if its ID fits
	 */
	public boolean fits(WorkerId worker) {
		return expression().matcher(worker.value()).matches();
	}

	/** The same as a regular expression over canonical IDs. */
	Pattern expression() {
		return Pattern
			.compile(this.pattern.replace('/', '~').replace(".", "\\.").replaceAll("\\*+", ".*").replace('?', '.'));
	}

	@Override
	public String toString() {
		return this.pattern + " (" + this.givenBy + ")";
	}

}
