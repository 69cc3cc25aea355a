package dev.logarchiver.job;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import dev.logarchiver.archiving.Finality;
import dev.logarchiver.archiving.Force;
import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunResult;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.NoRun;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.archiving.RunResult.WouldArchive;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.execution.Progress.Stage;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.job.window.PagedReader;
import dev.logarchiver.ledger.FailedAttempt;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.ledger.WorkerOutcomes.Tally;
import dev.logarchiver.ledger.survey.SurveyedWorkers;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Archives runs by their IDs: those between two last runs, or those of a backfill. Then
 * nothing is left to do about their Workers, and they are counted.
 */
@Component
@Scope("step")
class PendingRunWork extends CountedWork<PendingRun, PendingRunWork.Result> {

	private static final Comparator<Result> BY_RUN = Comparator
		.comparing((Result result) -> result.pending().worker().value())
		.thenComparing((result) -> result.pending().run().id().value());

	private final PagedReader<PendingRun> reader;

	private final RunArchiver archiver;

	private final OutcomeRecorder recorder;

	private final PendingRuns pendingRuns;

	private final WorkerOutcomes outcomes;

	private final SurveyedWorkers surveyed;

	private final FailureRecorder failures;

	private final Finality finality;

	private final StepIdentity step;

	PendingRunWork(StepIdentity step, RunArchivers archivers, ReadBackListener readBack, OutcomeRecorder recorder,
			PendingRuns pendingRuns, WorkerOutcomes outcomes, SurveyedWorkers surveyed, FailureRecorder failures,
			StepProgress progress) {
		super(Stage.FURTHER_RUNS, progress);
		this.reader = new PagedReader<>(pages(step, pendingRuns));
		this.archiver = archivers.archiver(step.execution(), force(step.parameters()),
				(log) -> readBack.stored(step.execution(), log));
		this.recorder = recorder;
		this.pendingRuns = pendingRuns;
		this.outcomes = outcomes;
		this.surveyed = surveyed;
		this.failures = failures;
		this.finality = archivers.finality();
		this.step = step;
	}

	/** Of the runs between two ticks, none is downloaded again. */
	private static Force force(Parameters parameters) {
		return parameters.backfills() ? Force.of(parameters) : Force.NONE;
	}

	private static Function<@Nullable PendingRun, List<PendingRun>> pages(StepIdentity step, PendingRuns runs) {
		Parameters parameters = step.parameters();
		if (parameters.backfills()) {
			return (after) -> runs.ofBackfill(step.instance(), after, PagedReader.PAGE);
		}
		return parameters.catchUp()
				? (after) -> runs.ofWorkers(step.instance(), parameters.list(), after, PagedReader.PAGE)
				: (_) -> List.of();
	}

	@Override
	public @Nullable PendingRun read() {
		return this.reader.read();
	}

	@Override
	public Result process(PendingRun pending) {
		return new Result(pending, this.archiver.listed(pending));
	}

	@Override
	Result failed(PendingRun item, Failed failure) {
		return new Result(item, failure);
	}

	@Override
	public boolean isCertain(Result result) {
		return this.archiver.isCertain(result.outcome());
	}

	@Override
	public void conclude(Result result) {
		this.archiver.conclude(result.outcome());
	}

	/**
	 * All write in the same order: jobs that have Workers in common would else wait for
	 * each other forever.
	 */
	@Override
	void record(List<Result> results) {
		for (Result result : results.stream().sorted(BY_RUN).toList()) {
			RunCounts became = record(result.pending(), result.outcome());
			count((counts) -> counts.plusRuns(became));
		}
		publish();
	}

	private RunCounts record(PendingRun pending, RunResult result) {
		this.recorder.record(result, Level.DEBUG);
		return switch (result) {
			case Stored stored -> {
				count((counts) -> counts.plusStored(stored.rows()));
				yield done(pending, result, RunCounts.ARCHIVED);
			}
			case Unchanged _ -> done(pending, result, RunCounts.KNOWN);
			case NoRun _ -> fail(pending, Failed.gone(pending.run().id(), "no_run",
					"the platform listed the run, but no longer knows it", null));
			case Failed failed -> fail(pending, failed);
			case WouldArchive _ -> throw new IllegalStateException("This is not a dry run");
		};
	}

	private RunCounts done(PendingRun pending, RunResult result, RunCounts counted) {
		this.pendingRuns.remove(pending);
		this.outcomes.worsen(this.step.instance(), pending.worker(), result.outcome(), result.partial());
		return counted;
	}

	/**
	 * A log that isn't there yet may turn up; one of a run that ended long ago won't, nor
	 * one that has been missed for so long.
	 */
	private boolean isGone(PendingRun pending, Failed failure) {
		return failure.gone() && (this.finality.reachedSince(pending.run().finishedAt())
				|| this.finality.reachedSince(this.pendingRuns.missingSince(pending).orElse(null)));
	}

	private RunCounts fail(PendingRun pending, Failed failure) {
		boolean gone = isGone(pending, failure);
		long entry = this.outcomes.entry(this.step.instance(), pending.worker()).orElse(0L);
		FailedWorker failed = (gone || entry == 0) ? this.failures.describe(pending.worker().value(), entry, failure)
				: this.failures.note(pending.worker(), entry, failure);
		this.pendingRuns.fail(pending,
				new FailedAttempt(this.step.instance(), failed, gone, failure.gone() ? this.finality.now() : null));
		if (gone) {
			this.surveyed.askNext(pending.worker().value());
		}
		return gone ? RunCounts.GONE : RunCounts.FAILED;
	}

	/** What a backfill leaves is tried again by the ticks. */
	@Override
	public void finish() {
		takeTurn();
		for (Tally tally : this.outcomes.close(this.step.instance())) {
			count((counts) -> counts.plus(tally.outcome(), tally.partial(), tally.workers()));
		}
		this.pendingRuns.release(this.step.instance());
		publish();
	}

	/**
	 * What became of a run.
	 *
	 * @param pending the run
	 * @param outcome its outcome
	 */
	record Result(PendingRun pending, RunResult outcome) {
	}

}
