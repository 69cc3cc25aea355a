package dev.logarchiver.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Times and sizes as people read them. */
public final class Units {

	private static final int STEP = 1000;

	private static final String[] SIZES = { "B", "kB", "MB", "GB", "TB", "PB" };

	private Units() {
	}

	public static String time(@Nullable Instant time) {
		return (time != null) ? time.truncatedTo(ChronoUnit.SECONDS).toString() : "-";
	}

	/** The same with a space, for pages: all times there are UTC. */
	public static String dateTime(@Nullable Instant time) {
		return time(time).replace('T', ' ').replace("Z", "");
	}

	public static String took(@Nullable Instant start, @Nullable Instant end) {
		if (start == null || end == null) {
			return "-";
		}
		Duration took = Duration.between(start, end);
		if (took.toMinutes() >= 1) {
			return "%dh %02dm %02ds".formatted(took.toHours(), took.toMinutesPart(), took.toSecondsPart())
				.replaceFirst("^0h 0?", "");
		}
		return String.format(Locale.ROOT, "%.1fs", took.toMillis() / (double) STEP);
	}

	/** A span of time by its largest unit, such as {@code 3 h}. */
	public static String span(Duration span) {
		if (span.toDays() >= 2) {
			return span.toDays() + " d";
		}
		if (span.toHours() >= 2) {
			return span.toHours() + " h";
		}
		return (span.toMinutes() >= 2) ? span.toMinutes() + " min" : span.toSeconds() + " s";
	}

	/**
	 * How many there are, such as {@code 1 Worker}.
	 * @param one what one is called; several have an s
	 */
	public static String count(long number, String one) {
		return number + " " + one + ((number == 1) ? "" : "s");
	}

	public static String size(long bytes) {
		double value = bytes;
		int unit = 0;
		while (value >= STEP && unit < SIZES.length - 1) {
			value /= STEP;
			unit++;
		}
		return (unit == 0) ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, SIZES[unit]);
	}

}
