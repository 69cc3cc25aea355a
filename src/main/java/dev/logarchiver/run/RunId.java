package dev.logarchiver.run;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/**
 * The platform's slug of a run, in practice a ULID.
 *
 * @param value one to 64 letters, digits, {@code _} or {@code -}
 */
public record RunId(String value) {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

	private static final String CROCKFORD_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final int TIME_CHARACTERS = 10;

	private static final int BITS_PER_CHARACTER = 5;

	public RunId {
		if (!VALID.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"'" + Printable.escape(value) + "' is not a run ID: expected 1 to 64 letters, digits, '_' or '-'");
		}
	}

	/**
	 * The time in the ID, where it is a ULID: its first 48 bits are the creation time in
	 * milliseconds.
	 * @return when the run was created; may lie in the future; empty where the ID is no
	 * ULID
	 */
	public Optional<Instant> createdAt() {
		if (!isUlid(this.value)) {
			return Optional.empty();
		}
		long milliseconds = 0;
		for (int i = 0; i < TIME_CHARACTERS; i++) {
			milliseconds = (milliseconds << BITS_PER_CHARACTER) | CROCKFORD_BASE32.indexOf(this.value.charAt(i));
		}
		return Optional.of(Instant.ofEpochMilli(milliseconds));
	}

	/**
	 * Whether a text is a ULID in its canonical upper case form.
	 * @param text the text to look at
	 * @return {@code true} for 26 characters of Crockford's base 32 that fit 128 bits
	 */
	public static boolean isUlid(String text) {
		return ULID.matcher(text).matches();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
