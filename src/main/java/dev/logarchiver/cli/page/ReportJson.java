package dev.logarchiver.cli.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.report.FailingWorker;
import dev.logarchiver.report.FailingWorker.State;
import dev.logarchiver.report.FailureReport;
import org.jspecify.annotations.Nullable;

/** A report as JSON. The names are a public interface. */
public record ReportJson(Instant since, Instant until, int workers, long withFailedRuns, List<Failing> newlyFailing,
		List<Failing> stillFailing, List<Failing> recovered, List<NotArchived> notArchived, List<Late> late) {

	public static ReportJson of(FailureReport report) {
		return new ReportJson(report.since(), report.until(), report.workers(), report.withFailedRuns(),
				failing(report, State.NEWLY_FAILING), failing(report, State.STILL_FAILING),
				failing(report, State.RECOVERED), report.notArchived().stream().map(NotArchived::of).toList(),
				report.late().stream().map(Late::of).toList());
	}

	private static List<Failing> failing(FailureReport report, State state) {
		return report.in(state).stream().map(Failing::of).toList();
	}

	/** A Worker whose runs fail, or failed. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Failing(String worker, long failed, long runs, Instant failingSince, String run, Instant runAt,
			@Nullable String error, @Nullable Long line, boolean compared) {

		static Failing of(FailingWorker worker) {
			return new Failing(worker.worker().value(), worker.tally().failed(), worker.tally().runs(),
					worker.failed().since(), worker.failed().log().runId().value(), worker.failed().log().runAt(),
					(worker.error() != null) ? worker.error().text() : null,
					(worker.error() != null) ? worker.error().number() : null, worker.compared());
		}

	}

	/** What could not be archived. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record NotArchived(String worker, @Nullable String run, String code, String reason, @Nullable String requestId,
			Instant failedAt) {

		static NotArchived of(FailedWorker failure) {
			return new NotArchived(failure.worker(), (failure.run() != null) ? failure.run().value() : null,
					failure.code(), failure.reason(), failure.requestId(), failure.failedAt());
		}

	}

	/** A Worker that misses its usual runs. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Late(String worker, @Nullable Instant newestRun, @Nullable Long intervalSeconds) {

		static Late of(WorkerFreshness worker) {
			Duration interval = worker.interval();
			return new Late(worker.worker().value(), worker.newestRun(),
					(interval != null) ? interval.toSeconds() : null);
		}

	}

}
