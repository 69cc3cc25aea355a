package dev.logarchiver.run;

import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/**
 * A Worker as it is listed: a slug, or {@code owner~name}.
 *
 * @param value the ID in its canonical form, with {@code ~} between owner and name
 */
public record WorkerId(String value) implements Comparable<WorkerId> {

	private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

	private static final Pattern CANONICAL = Pattern.compile(PART + "(~" + PART + ")?");

	private static final int LONGEST_QUOTE = 300;

	public WorkerId {
		requireCanonical(value, value);
	}

	/**
	 * Reads an ID as people write it.
	 * @param text a slug, {@code owner/name} or {@code owner~name}
	 * @return the Worker, with {@code /} turned into {@code ~}
	 * @throws IllegalArgumentException if the text is not a Worker ID; the message quotes
	 * it, or its beginning
	 */
	public static WorkerId parse(String text) {
		String canonical = text.replace('/', '~');
		requireCanonical(canonical, text);
		return new WorkerId(canonical);
	}

	/**
	 * Whether a text is an ID as people write it.
	 * @param text the text to look at
	 * @return {@code true} if {@link #parse(String)} takes it
	 */
	public static boolean isWorkerId(String text) {
		return CANONICAL.matcher(text.replace('/', '~')).matches();
	}

	private static void requireCanonical(String value, String asWritten) {
		if (!CANONICAL.matcher(value).matches()) {
			throw new IllegalArgumentException("'" + Printable.escape(asWritten, LONGEST_QUOTE)
					+ "' is not a Worker ID: expected a slug, owner/name or owner~name, "
					+ "each part a letter or digit followed by up to 127 of A-Z a-z 0-9 . _ -");
		}
	}

	@Override
	public int compareTo(WorkerId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
