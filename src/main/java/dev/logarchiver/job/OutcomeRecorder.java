package dev.logarchiver.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.archiving.RunResult;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.Ledger;
import org.slf4j.event.Level;

import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Records results in the ledger, whose objects are stored by then. */
@Component
@Scope("step")
class OutcomeRecorder {

	private final Ledger ledger;

	private final Failures failures;

	private final Clock clock;

	private final StepIdentity step;

	OutcomeRecorder(Ledger ledger, Failures failures, Clock clock, StepIdentity step) {
		this.ledger = ledger;
		this.failures = failures;
		this.clock = clock;
		this.step = step;
	}

	/**
	 * Records the results of Workers, failures too.
	 * @param results the results
	 */
	void record(List<WorkerResult> results) {
		Instant now = this.clock.instant();
		this.ledger.record(results.stream().flatMap((result) -> result.rows().stream()).toList());
		List<FailedWorker> failed = results.stream()
			.map((result) -> result.failure(now))
			.flatMap(Optional::stream)
			.toList();
		this.failures.record(this.step.instance(), this.step.execution(), failed);
		results.stream()
			.flatMap((result) -> result.archived().stream())
			.forEach((log) -> Journal.archived(Level.INFO, log));
		failed.forEach((worker) -> Journal.failed(Level.WARN, worker));
	}

	/**
	 * Records the row of a run, if there is any.
	 * @param result its result
	 * @param level how important it is that a log was stored
	 */
	void record(RunResult result, Level level) {
		if (!result.rows().isEmpty()) {
			this.ledger.record(result.rows());
		}
		if (result instanceof Stored stored) {
			Journal.archived(level, stored.log());
		}
	}

}
