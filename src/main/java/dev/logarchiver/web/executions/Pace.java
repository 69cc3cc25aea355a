package dev.logarchiver.web.executions;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import dev.logarchiver.execution.ExecutionReport;

/** How fast an execution is. */
final class Pace {

	private static final double MILLISECONDS = 1000;

	private static final double MINUTE = 60;

	private Pace() {
	}

	/**
	 * How many Workers it gets done in a second, or in a minute.
	 * @param until up to when
	 */
	static String of(ExecutionReport report, Instant until) {
		if (report.startedAt() == null) {
			return "not begun";
		}
		double seconds = Math.max(1, Duration.between(report.startedAt(), until).toMillis() / MILLISECONDS);
		double each = report.counts().workers() / seconds;
		return (each >= 1) ? String.format(Locale.ROOT, "%.1f Workers/s", each)
				: String.format(Locale.ROOT, "%.1f Workers/min", each * MINUTE);
	}

}
