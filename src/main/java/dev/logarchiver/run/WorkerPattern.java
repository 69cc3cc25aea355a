package dev.logarchiver.run;

import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/**
 * Which Workers are meant: what an ID must look like from its beginning to its end.
 *
 * @param value an ID in which {@code *} stands for any characters and {@code ?} for one,
 * with {@code ~} between owner and name
 */
public record WorkerPattern(String value) {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._*?-]+(~[A-Za-z0-9._*?-]+)?");

	public WorkerPattern {
		if (!isPattern(value)) {
			throw new IllegalArgumentException("'" + Printable.escape(value) + "' is not a Worker pattern: give an ID "
					+ "in which * stands for any characters and ? for one, such as acme/test-*");
		}
	}

	/**
	 * Reads a pattern, or an ID, as people write it.
	 * @param text either, with {@code /} or {@code ~} between owner and name
	 * @return the pattern
	 * @throws IllegalArgumentException if the text is neither
	 */
	public static WorkerPattern parse(String text) {
		String canonical = text.replace('/', '~');
		return hasWildcard(canonical) ? new WorkerPattern(canonical) : of(WorkerId.parse(text));
	}

	/**
	 * Reads a pattern as it stands in the settings. One without wildcards need not be an
	 * ID there: it may stand for a bad line of a list.
	 * @param text the pattern, with {@code /} or {@code ~} between owner and name
	 * @return the pattern
	 * @throws IllegalArgumentException if it is none
	 */
	public static WorkerPattern ofSetting(String text) {
		return new WorkerPattern(text.replace('/', '~'));
	}

	/** The pattern that fits one Worker only. */
	public static WorkerPattern of(WorkerId worker) {
		return new WorkerPattern(worker.value());
	}

	/**
	 * Whether a text is such a pattern.
	 * @param text the text to look at
	 * @return {@code true} if it can be one
	 */
	public static boolean isPattern(String text) {
		return VALID.matcher(text.replace('/', '~')).matches();
	}

	/** Whether it may fit more than one Worker. */
	public boolean hasWildcard() {
		return hasWildcard(this.value);
	}

	private static boolean hasWildcard(String text) {
		return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
	}

	/**
	 * Whether a Worker is meant.
	 * @param worker the Worker
	 * @return {@code true} if its ID fits
	 */
	public boolean fits(WorkerId worker) {
		return expression().matcher(worker.value()).matches();
	}

	/** The same as a regular expression over canonical IDs. */
	public Pattern expression() {
		return Pattern.compile(this.value.replace(".", "\\.").replaceAll("\\*+", ".*").replace('?', '.'));
	}

	@Override
	public String toString() {
		return this.value;
	}

}
