package dev.logarchiver.run;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/** Times as people write them. */
public final class WrittenTime {

	/** So many digits lead to no time before the first year. */
	private static final Pattern AGO = Pattern.compile("(\\d{1,5})([smhdw])");

	private static final int LONGEST_QUOTE = 100;

	private WrittenTime() {
	}

	/**
	 * Reads a time.
	 * @param text an instant; a date, which stands for its first moment in UTC; how long
	 * ago, such as {@code 24h}; or {@code now}, {@code today} or {@code yesterday}, the
	 * latter for their first moment in UTC
	 * @param now the time that it is
	 * @return the time
	 * @throws IllegalArgumentException if it is none of these
	 */
	public static Instant parse(String text, Instant now) {
		Matcher ago = AGO.matcher(text);
		if (ago.matches()) {
			return now.minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
		}
		return switch (text) {
			case "now" -> now;
			case "today" -> now.truncatedTo(ChronoUnit.DAYS);
			case "yesterday" -> now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
			default -> read(text).orElseThrow(() -> new IllegalArgumentException(quoted(text)
					+ " is not a time: give a date such as 2026-01-31, an instant such as 2026-01-31T12:00:00Z, "
					+ "or how long ago, such as 24h, 7d or yesterday"));
		};
	}

	/**
	 * Reads a time that doesn't depend on when it is read.
	 * @param text an instant, or a date, which stands for its first moment in UTC
	 * @return the time
	 * @throws IllegalArgumentException if it is neither
	 */
	public static Instant parse(String text) {
		return read(text).orElseThrow(() -> new IllegalArgumentException(quoted(text)
				+ " is not a time: give a date such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z"));
	}

	private static Optional<Instant> read(String text) {
		try {
			return Optional.of((text.length() == "yyyy-mm-dd".length())
					? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static Duration unit(String letter) {
		return switch (letter) {
			case "s" -> Duration.ofSeconds(1);
			case "m" -> Duration.ofMinutes(1);
			case "h" -> Duration.ofHours(1);
			case "d" -> Duration.ofDays(1);
			default -> Duration.ofDays(7);
		};
	}

	private static String quoted(String text) {
		return "'" + Printable.escape(text, LONGEST_QUOTE) + "'";
	}

}
