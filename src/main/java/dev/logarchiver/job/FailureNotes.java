package dev.logarchiver.job;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.run.WorkerId;
import org.slf4j.event.Level;

/**
 * Records what failed about Workers that an execution isn't done with.
 *
 * @param failures where failures are kept
 * @param outcomes where outcomes are kept
 * @param clock the time of the failures
 * @param instance the job instance
 * @param execution the job execution
 * @param told the Workers of whose failures the log says one already: a line a Worker is
 * enough
 */
record FailureNotes(Failures failures, WorkerOutcomes outcomes, Clock clock, long instance, long execution,
		Set<String> told) {

	/**
	 * Takes note of a failure.
	 * @param worker the Worker
	 * @param entry its place in the list
	 * @param failure why it failed
	 * @return the failure as recorded
	 */
	FailedWorker note(WorkerId worker, long entry, Failed failure) {
		this.outcomes.worsen(this.instance, worker, Outcome.FAILED, false);
		return record(worker.value(), entry, failure);
	}

	/**
	 * Takes note of a failure of what may be no Worker.
	 * @param worker the Worker ID, or the bad line's text
	 * @param entry its place in the list
	 * @param failure why it failed
	 * @return the failure as recorded
	 */
	FailedWorker record(String worker, long entry, Failed failure) {
		FailedWorker failed = describe(worker, entry, failure);
		this.failures.record(this.instance, this.execution, List.of(failed));
		Journal.failed(this.told.add(worker) ? Level.WARN : Level.DEBUG, failed);
		return failed;
	}

	FailedWorker describe(String worker, long entry, Failed failure) {
		return failure.of(entry, worker, this.clock.instant());
	}

}
