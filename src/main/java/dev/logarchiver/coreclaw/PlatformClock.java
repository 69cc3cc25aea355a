package dev.logarchiver.coreclaw;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The platform's time, by the header {@code Date} of its answers: what this machine's
 * clock says, right or wrong, is not asked. Safe for use by many threads.
 */
final class PlatformClock {

	private volatile @Nullable Reading last;

	/**
	 * Takes note of an answer.
	 * @param date its header {@code Date}
	 * @return the time; null if it can't be read
	 */
	@Nullable Instant read(String date) {
		try {
			Instant time = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			this.last = new Reading(time, System.nanoTime());
			return time;
		}
		catch (DateTimeParseException ex) {
			// a date that can't be read is ignored
			return null;
		}
	}

	/**
	 * What time it is there.
	 * @return the time, at most a second and the way of an answer behind; empty as long
	 * as no answer stated it
	 */
	Optional<Instant> time() {
		return Optional.ofNullable(this.last).map(Reading::now);
	}

	/**
	 * A time that the platform stated.
	 *
	 * @param nanos when it was stated, by the counter that no clock change touches
	 */
	private record Reading(Instant time, long nanos) {

		Instant now() {
			return this.time.plus(Duration.ofNanos(System.nanoTime() - this.nanos));
		}

	}

}
