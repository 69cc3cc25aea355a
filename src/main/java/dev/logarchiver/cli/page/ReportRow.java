package dev.logarchiver.cli.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.report.FailingGroup;
import dev.logarchiver.report.FailingWorker;
import dev.logarchiver.report.FailureReport;
import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/**
 * One row of a report.
 *
 * @param state what is wrong
 * @param worker the Worker, the first one of a group
 * @param others how many more Workers the group has
 * @param failed how many runs failed of how many
 * @param since since when, or when
 * @param run the run, if one is meant
 * @param error what is said about it
 */
record ReportRow(String state, String worker, int others, String failed, @Nullable Instant since, @Nullable String run,
		String error) {

	/** All rows, the most urgent first. */
	static List<ReportRow> of(FailureReport report) {
		List<ReportRow> rows = new ArrayList<>();
		for (FailingWorker.State state : FailingWorker.State.values()) {
			report.groups(state).forEach((group) -> rows.add(of(group)));
		}
		report.notArchived().forEach((failure) -> rows.add(of(failure)));
		report.late().forEach((worker) -> rows.add(of(worker)));
		return rows;
	}

	private static ReportRow of(FailingGroup group) {
		FailingWorker first = group.first();
		return new ReportRow(first.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), first.worker().value(),
				group.workers().size() - 1, group.failed() + " of " + group.runs(), group.since(),
				first.failed().log().runId().value(), (first.error() != null) ? first.error().text() : "-");
	}

	private static ReportRow of(FailedWorker failure) {
		return new ReportRow("not archived", failure.worker(), 0, "-", failure.failedAt(),
				(failure.run() != null) ? failure.run().value() : null, failure.code() + ": " + failure.reason());
	}

	private static ReportRow of(WorkerFreshness worker) {
		Duration interval = worker.interval();
		return new ReportRow("late", worker.worker().value(), 0, "-", worker.newestRun(), null,
				(interval != null) ? "usually runs every " + Units.span(interval) : "-");
	}

	String workers() {
		return (this.others > 0) ? this.worker + " and " + this.others + " more" : this.worker;
	}

}
