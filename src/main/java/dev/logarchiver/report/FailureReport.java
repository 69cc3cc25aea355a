package dev.logarchiver.report;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.report.FailingWorker.State;

/**
 * What failed in some time.
 *
 * @param since its beginning
 * @param until its end
 * @param workers how many Workers there are: those in the newest list of each job, and
 * those that ran
 * @param withFailedRuns how many of them had failed runs in that time
 * @param failing those whose runs fail or failed, newly failing ones first
 * @param notArchived what the last execution of each job could not archive
 * @param late Workers that miss their usual runs
 * @param unread how many logs could not be read to be compared
 */
public record FailureReport(Instant since, Instant until, int workers, long withFailedRuns, List<FailingWorker> failing,
		List<FailedWorker> notArchived, List<WorkerFreshness> late, int unread) {

	public FailureReport {
		failing = List.copyOf(failing);
		notArchived = List.copyOf(notArchived);
		late = List.copyOf(late);
	}

	/** The failing Workers in a state. */
	public List<FailingWorker> in(State state) {
		return this.failing.stream().filter((worker) -> worker.state() == state).toList();
	}

	/** What failed, in a line. */
	public String headline() {
		return "%d of %d Workers had failed runs, %d of them newly; %d recovered; %d could not be archived".formatted(
				this.withFailedRuns, this.workers, in(State.NEWLY_FAILING).size(), in(State.RECOVERED).size(),
				this.notArchived.size());
	}

	/** The rows that the failing Workers in a state need. */
	public List<FailingGroup> groups(State state) {
		return FailingGroup.of(in(state));
	}

}
