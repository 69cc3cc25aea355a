package dev.logarchiver.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3). */
public final class RetryAfter {

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private RetryAfter() {
	}

	/**
	 * Reads the header.
	 * @param text the header's value
	 * @param now the current time
	 * @return how long to wait, at most ten minutes; null where the value is neither form
	 */
	public static @Nullable Duration parse(String text, Instant now) {
		Duration wait = seconds(text.strip());
		if (wait == null) {
			wait = date(text.strip(), now);
		}
		if (wait == null) {
			return null;
		}
		return wait.isNegative() ? Duration.ZERO : (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
	}

	private static @Nullable Duration seconds(String text) {
		try {
			return Duration
				.ofMillis((long) (Math.min(Double.parseDouble(text), 2 * (double) LONGEST.toSeconds()) * 1000));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable Duration date(String text, Instant now) {
		try {
			return Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
