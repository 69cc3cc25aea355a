package dev.logarchiver.web.executions;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.logarchiver.execution.ExecutionFilter.State;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.execution.ExecutionWords;
import dev.logarchiver.run.Units;
import dev.logarchiver.web.page.Query;
import org.jspecify.annotations.Nullable;

/**
 * Executions, newest first.
 *
 * @param query what was asked for
 * @param executions the executions
 * @param jobs the names of the jobs that ran lately
 * @param older the page with older ones; {@code null} if there are none
 * @param now when this was
 */
public record ExecutionsPage(Query query, List<ExecutionReport> executions, List<String> jobs, @Nullable String older,
		Instant now) {

	public List<State> states() {
		return List.of(State.values());
	}

	/** Whether only some are wanted. */
	public boolean isFiltered() {
		return !this.query.values().isEmpty();
	}

	public boolean hasRunning() {
		return this.executions.stream().anyMatch((report) -> report.ending() == Ending.RUNNING);
	}

	public String took(ExecutionReport report) {
		return Units.took(report.startedAt(), (report.ending() == Ending.RUNNING) ? this.now : report.endedAt());
	}

	/** Of one that runs, what it does; of another, its outcomes. */
	public String outcomes(ExecutionReport report) {
		return ExecutionWords.outcomes(report)
				+ ((report.ending() == Ending.RUNNING) ? " (" + Pace.of(report, this.now) + ")" : "");
	}

	/** The name of a style: colour and sign. */
	public static String style(ExecutionReport report) {
		return switch (report.ending()) {
			case COMPLETED -> (report.counts().failed() > 0) ? "aborted" : "succeeded";
			case FAILED, KEY_REJECTED -> "failed";
			case STOPPED -> "aborted";
			case RUNNING -> "running";
		};
	}

	public static String status(ExecutionReport report) {
		return switch (report.ending()) {
			case COMPLETED, STOPPED, FAILED -> report.status().toLowerCase(Locale.ROOT);
			case KEY_REJECTED -> "failed: key rejected";
			case RUNNING -> "running";
		};
	}

}
