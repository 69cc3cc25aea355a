package dev.logarchiver.job;

import java.time.Clock;
import java.util.HashSet;
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

import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Records what failed about Workers that an execution isn't done with. */
@Component
@Scope("step")
class FailureRecorder {

	private final Failures failures;

	private final WorkerOutcomes outcomes;

	private final Clock clock;

	private final StepIdentity step;

	/** Workers whose failures were logged already: a line a Worker is enough. */
	private final Set<String> logged = new HashSet<>();

	FailureRecorder(Failures failures, WorkerOutcomes outcomes, Clock clock, StepIdentity step) {
		this.failures = failures;
		this.outcomes = outcomes;
		this.clock = clock;
		this.step = step;
	}

	/**
	 * Takes note of a failure.
	 * @param worker the Worker
	 * @param entry its place in the list
	 * @param failure why it failed
	 * @return the failure as recorded
	 */
	FailedWorker note(WorkerId worker, long entry, Failed failure) {
		this.outcomes.worsen(this.step.instance(), worker, Outcome.FAILED, false);
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
		this.failures.record(this.step.instance(), this.step.execution(), List.of(failed));
		Journal.failed(this.logged.add(worker) ? Level.WARN : Level.DEBUG, failed);
		return failed;
	}

	FailedWorker describe(String worker, long entry, Failed failure) {
		return failure.of(entry, worker, this.clock.instant());
	}

}
