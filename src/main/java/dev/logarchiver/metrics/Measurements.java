package dev.logarchiver.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.logarchiver.coreclaw.Traffic;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.execution.history.JobHistory;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.ledger.runs.EndedRuns;
import dev.logarchiver.ledger.survey.SurveyRecord;
import dev.logarchiver.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Takes the measurements of an execution that has ended: from its report, from what this
 * process did, and from the database.
 */
record Measurements(JobHistory history, Ledger ledger, EndedRuns runs, Traffic traffic, Clock clock) {

	private static final String OUTCOME = "outcome";

	private static final String TARGET = "target";

	/**
	 * Takes them.
	 * @param report the execution
	 * @param exitCode how the process will exit
	 * @return all that there is to publish
	 */
	Meters of(ExecutionReport report, int exitCode) {
		Meters meters = new Meters(new Group(report.order().command(), report.order().part()), true);
		addExecution(meters, report, exitCode);
		addCounts(meters, report.counts());
		addSurvey(meters, report.survey());
		addTraffic(meters);
		addRuns(meters, report.execution());
		addState(meters, report);
		return meters;
	}

	private void addExecution(Meters meters, ExecutionReport report, int exitCode) {
		Instant end = Objects.requireNonNullElseGet(report.endedAt(), this.clock::instant);
		Instant start = Objects.requireNonNullElse(report.startedAt(), end);
		meters.add(Measure.EXIT_CODE, exitCode)
			.add(Measure.START, start)
			.add(Measure.END, end)
			.add(Measure.DURATION, Duration.between(start, end))
			.add(Measure.LISTED, report.total());
	}

	private static void addCounts(Meters meters, Counts counts) {
		RunCounts runs = counts.runs();
		meters.add(Measure.WORKERS, counts.archived(), OUTCOME, "archived")
			.add(Measure.WORKERS, counts.unchanged(), OUTCOME, "unchanged")
			.add(Measure.WORKERS, counts.noRun(), OUTCOME, "no_run")
			.add(Measure.WORKERS, counts.failed(), OUTCOME, "failed")
			.add(Measure.PARTIAL, counts.partial())
			.add(Measure.PREVIEWS, counts.previews())
			.add(Measure.RUNS, runs.archived(), OUTCOME, "archived")
			.add(Measure.RUNS, runs.known(), OUTCOME, "unchanged")
			.add(Measure.RUNS, runs.gone(), OUTCOME, "gone")
			.add(Measure.RUNS, runs.failed(), OUTCOME, "failed")
			.add(Measure.BYTES, counts.bytes());
	}

	/** A suspect one deserves an alert: the platform's list lacks runs. */
	private static void addSurvey(Meters meters, @Nullable SurveyRecord survey) {
		for (SurveyRecord.State state : SurveyRecord.State.values()) {
			meters.add(Measure.SURVEYS, (survey != null && survey.state() == state) ? 1 : 0, "state", state.toString());
		}
		meters.add(Measure.NEWS, (survey != null) ? survey.news() : 0)
			.add(Measure.CHECKS, (survey != null) ? survey.checks() : 0);
	}

	/** Of the platform's doing: to the job, a failed run is archived like any other. */
	private void addRuns(Meters meters, long execution) {
		Map<RunStatus, Long> runs = this.runs.archivedBy(execution);
		for (RunStatus status : RunStatus.values()) {
			meters.add(Measure.ENDINGS, runs.getOrDefault(status, 0L), "status", status.toString());
		}
		EndedRuns.Failing failing = this.runs.failingSince(execution);
		meters.add(Measure.RUNS_FAIL, failing.workers()).add(Measure.NEWLY_FAIL, failing.newly());
	}

	private void addTraffic(Meters meters) {
		meters.add(Measure.DOWNLOADS, this.traffic.downloads()).add(Measure.DOWNLOADING, this.traffic.downloading());
		addRequests(meters, "api", this.traffic.api());
		addRequests(meters, "storage", this.traffic.storage());
	}

	private static void addRequests(Meters meters, String target, Traffic.Requests requests) {
		meters.add(Measure.RETRIES, requests.retries(), TARGET, target)
			.add(Measure.REFUSALS, requests.refusals(), TARGET, target)
			.add(Measure.WAITS, requests.waits(), TARGET, target);
	}

	/** From the database, so that it is right whatever this execution did. */
	private void addState(Meters meters, ExecutionReport report) {
		JobHistory.Lately lately = this.history.lately(report.order());
		meters.add(Measure.SUCCESS, lately.completedAt()).add(Measure.FAILING, lately.failing());
		if (lately.expectEvery() != null) {
			meters.add(Measure.EXPECTED, lately.expectEvery());
		}
		this.ledger.find(LogFilter.ALL, 1).forEach((newest) -> meters.add(Measure.NEWEST, newest.runAt()));
	}

}
