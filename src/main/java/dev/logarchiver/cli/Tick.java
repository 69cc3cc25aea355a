package dev.logarchiver.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.run.WrittenTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * The tick that a run stands for, as its scheduler names it: a time, or the name of a
 * Kubernetes Job. A CronJob gives its Jobs names that end in their tick in Unix minutes
 * ({@code getJobName} of the CronJob controller); other Jobs have no tick.
 *
 * @param text what the scheduler said
 * @param instant the tick; null where there is none
 */
record Tick(String text, @Nullable Instant instant) {

	/** A name of Kubernetes that begins with a letter, as no time does. */
	private static final Pattern JOB_NAME = Pattern.compile("(?=.{1,63}$)[a-z](?:[a-z0-9.-]*[a-z0-9])?");

	private static final Pattern SCHEDULED = Pattern.compile(".+-([1-9][0-9]{7})");

	/**
	 * Eight digits that mean an earlier minute are a date that a person put into the
	 * name: 20260131 would be a minute of 2008.
	 */
	private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

	/**
	 * Reads a tick.
	 * @param text an instant, a date or the name of a Job
	 * @throws TypeConversionException if it is neither
	 */
	static Tick parse(String text) {
		if (JOB_NAME.matcher(text).matches()) {
			return new Tick(text, ofJob(text).orElse(null));
		}
		try {
			return new Tick(text, WrittenTime.parse(text));
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(
					ex.getMessage() + ", or the name of a Kubernetes Job that begins with a letter");
		}
	}

	private static Optional<Instant> ofJob(String name) {
		return Optional.of(SCHEDULED.matcher(name))
			.filter(Matcher::matches)
			.map((scheduled) -> Instant.EPOCH.plus(Long.parseLong(scheduled.group(1)), ChronoUnit.MINUTES))
			.filter((tick) -> !tick.isBefore(EARLIEST));
	}

}
