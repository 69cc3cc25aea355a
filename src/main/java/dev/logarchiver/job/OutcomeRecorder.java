package dev.logarchiver.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.archiving.RunResult;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.ledger.survey.SurveyedWorkers;
import dev.logarchiver.store.Completeness;
import org.slf4j.event.Level;

import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Records results in the ledger, whose objects are stored by then. */
@Component
@Scope("step")
class OutcomeRecorder {

	/** This machine's clock may be behind the platform's. */
	private static final Duration MARGIN = Duration.ofDays(1);

	private final Ledger ledger;

	private final SurveyedWorkers surveyed;

	private final ArchiveProperties settings;

	private final Failures failures;

	private final Clock clock;

	private final StepIdentity step;

	OutcomeRecorder(Ledger ledger, SurveyedWorkers surveyed, Failures failures, ArchiveProperties settings, Clock clock,
			StepIdentity step) {
		this.ledger = ledger;
		this.surveyed = surveyed;
		this.settings = settings;
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
		results.forEach((result) -> askForWhole(result.archived()));
		results.stream()
			.filter((result) -> result.outcome() == Outcome.FAILED)
			.sorted(Comparator.comparing(WorkerResult::name))
			.forEach((result) -> this.surveyed.askNext(result.name()));
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

	/** The full text of a preview may turn up late. */
	private void askForWhole(List<ArchivedLog> logs) {
		Instant until = this.clock.instant().plus(this.settings.settleAfter()).plus(MARGIN);
		logs.stream()
			.filter((log) -> log.completeness() == Completeness.PREVIEW)
			.forEach((log) -> this.surveyed.askUntil(log.worker(), until));
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
			askForWhole(List.of(stored.log()));
			Journal.archived(level, stored.log());
		}
	}

}
