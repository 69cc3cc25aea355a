package dev.logarchiver.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What is measured. The names, as Prometheus has them, are a public interface:
 * docs/monitoring.md lists them.
 */
enum Measure {

	EXIT_CODE("last.exit.code", null, "Exit code of the last execution"),
	START("last.start.timestamp", Unit.SECONDS, "When the last execution began, in seconds since 1970"),
	END("last.end.timestamp", Unit.SECONDS, "When the last execution ended, in seconds since 1970"),
	DURATION("last.duration", Unit.SECONDS, "How long the last execution took"),
	LISTED("last.listed.workers", null, "Workers and bad lines in the list of the last execution"),
	WORKERS("last.workers", null, "Workers of the last execution by outcome"),
	PARTIAL("last.partial.workers", null,
			"Archived or unchanged Workers of the last execution with a run that is still going on"),
	PREVIEWS("last.preview.logs", null,
			"Logs that the last execution stored as a preview because the platform did not have the full text"),
	RUNS("last.runs", null, "Runs between two ticks, or of a backfill, in the last execution by outcome"),
	ENDINGS("last.archived.runs", null, "Runs whose logs the last execution archived, by their status on the platform"),
	RUNS_FAIL("last.failing.workers", null,
			"Workers whose newest run failed on the platform, of those of which the last execution archived runs"),
	NEWLY_FAIL("last.newly.failing.workers", null, "Those of them whose run before had not failed"),
	BYTES("last.archived", Unit.BYTES, "Log text that the last execution archived, uncompressed"),
	DOWNLOADS("last.downloads", null, "Downloads of logs in the last execution"),
	DOWNLOADING("last.download", Unit.SECONDS, "How long the downloads of the last execution took in total"),
	RETRIES("last.retries", null, "Requests of the last execution that were sent again after a failure"),
	REFUSALS("last.rate.limit.refusals", null,
			"Requests of the last execution that were refused because there were too many"),
	WAITS("last.rate.limit.wait", Unit.SECONDS,
			"How long requests of the last execution were held back for rate limits, in total"),
	SUCCESS("last.success.timestamp", Unit.SECONDS,
			"When an execution last completed its whole list, in seconds since 1970"),
	EXPECTED("expected.interval", Unit.SECONDS, "How often an execution is expected to complete its whole list"),
	FAILING("failing.workers", null, "Workers that could not be archived in any of the last three executions"),
	SURVEYS("last.surveys", null,
			"Surveys that the last execution made instead of asking each Worker, by how they ended"),
	NEWS("last.survey.news", null, "Workers of which the survey of the last execution showed new runs"),
	CHECKS("last.survey.checks", null,
			"Workers that the last execution asked as a check although the survey covered them"),
	NEWEST("newest.run.timestamp", Unit.SECONDS, "When the newest archived run began, in seconds since 1970");

	private final String id;

	private final @Nullable String unit;

	private final String description;

	Measure(String name, @Nullable String unit, String description) {
		this.id = "log.archiver." + name;
		this.unit = unit;
		this.description = description;
	}

	/** The name as OpenTelemetry and Micrometer have it. */
	String id() {
		return this.id;
	}

	@Nullable String unit() {
		return this.unit;
	}

	String description() {
		return this.description;
	}

	/** Base units, which Prometheus has at the end of a name. */
	private static final class Unit {

		static final String SECONDS = "seconds";

		static final String BYTES = "bytes";

	}

}
