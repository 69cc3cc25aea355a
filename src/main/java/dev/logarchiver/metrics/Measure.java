package dev.logarchiver.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What is measured. The names, as Prometheus has them, are a public interface:
 * docs/monitoring.md lists them.
 */
enum Measure {

	/** The exit code. */
	EXIT_CODE("last.exit.code", null, "Exit code of the last execution"),
	/** When it began. */
	START("last.start.timestamp", Unit.SECONDS, "When the last execution began, in seconds since 1970"),
	/** When it ended. */
	END("last.end.timestamp", Unit.SECONDS, "When the last execution ended, in seconds since 1970"),
	/** How long it took. */
	DURATION("last.duration", Unit.SECONDS, "How long the last execution took"),
	/** How long its list is. */
	LISTED("last.listed.workers", null, "Workers and bad lines in the list of the last execution"),
	/** What became of the list. */
	WORKERS("last.workers", null, "Workers of the last execution by what became of them"),
	/** Of which Workers a run still goes on. */
	PARTIAL("last.partial.workers", null, "Workers of the last execution of which an archived run still goes on"),
	/** Of which logs there was no whole text. */
	PREVIEWS("last.preview.logs", null,
			"Logs of which the last execution stored a preview, as the platform had no whole text"),
	/** What became of further runs. */
	RUNS("last.runs", null, "Runs between two ticks, or of a backfill, in the last execution by what became of them"),
	/** How much text was archived. */
	BYTES("last.archived", Unit.BYTES, "Log text that the last execution archived, uncompressed"),
	/** How many logs were downloaded. */
	DOWNLOADS("last.downloads", null, "Downloads of logs in the last execution"),
	/** How long that took. */
	DOWNLOADING("last.download", Unit.SECONDS, "How long the downloads of the last execution took, added up"),
	/** What was asked for again. */
	RETRIES("last.retries", null, "Requests of the last execution that were sent again after a failure"),
	/** What was too much. */
	REFUSALS("last.rate.limit.refusals", null,
			"Requests of the last execution that were refused because there were too many"),
	/** How long was waited therefore. */
	WAITS("last.rate.limit.wait", Unit.SECONDS,
			"How long requests of the last execution were held back for rate limits, added up"),
	/** When all was well. */
	SUCCESS("last.success.timestamp", Unit.SECONDS,
			"When an execution last went through its whole list, in seconds since 1970"),
	/** How often all should be well. */
	EXPECTED("expected.interval", Unit.SECONDS, "How often an execution is expected to go through its whole list"),
	/** What fails again and again. */
	FAILING("failing.workers", null, "Workers that failed in each of the last three executions"),
	/** How new the archive is. */
	NEWEST("newest.run.timestamp", Unit.SECONDS, "When the newest archived run began, in seconds since 1970");

	private final String id;

	private final @Nullable String unit;

	private final String description;

	Measure(String name, @Nullable String unit, String description) {
		this.id = "log.archiver." + name;
		this.unit = unit;
		this.description = description;
	}

	/**
	 * The name in Micrometer's form.
	 */
	String id() {
		return this.id;
	}

	@Nullable String unit() {
		return this.unit;
	}

	String description() {
		return this.description;
	}

	/**
	 * Prometheus' base units, which it has at the end of a name.
	 */
	private static final class Unit {

		static final String SECONDS = "seconds";

		static final String BYTES = "bytes";

	}

}
