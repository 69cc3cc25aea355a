package dev.logarchiver.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import dev.logarchiver.archiving.Finality;
import dev.logarchiver.archiving.Force;
import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunArchiver.Revisit;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.NoRun;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.archiving.RunResult.WouldArchive;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.execution.Progress.Stage;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.job.window.PagedReader;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.ledger.UnfinishedRuns;
import dev.logarchiver.ledger.UnfinishedRuns.UnfinishedRun;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Looks once more at logs that became final by time alone, once their runs have ended,
 * and finishes the runs of Workers that were taken off the list meanwhile.
 */
@Component
@Scope("step")
class UnfinishedRunWork extends CountedWork<UnfinishedRun, UnfinishedRunWork.Result> {

	/** So long a run is asked for by every execution. */
	private static final Duration EAGER = Duration.ofDays(7);

	/** Then after each tenth of its age more: some runs never end. */
	private static final int SHARE_OF_AGE = 10;

	private static final Comparator<Result> BY_RUN = Comparator
		.comparing((Result result) -> result.run().worker().value())
		.thenComparing((result) -> result.run().run().value());

	private final PagedReader<UnfinishedRun> listed;

	private final PagedReader<UnfinishedRun> unlisted;

	private final @Nullable Shard shard;

	private final RunArchiver archiver;

	private final OutcomeRecorder recorder;

	private final UnfinishedRuns unfinished;

	private final WorkerOutcomes outcomes;

	private final FailureRecorder failures;

	private final Finality finality;

	private final StepIdentity step;

	private long unlistedFailures;

	UnfinishedRunWork(StepIdentity step, RunArchivers archivers, ReadBackListener readBack, OutcomeRecorder recorder,
			UnfinishedRuns unfinished, WorkerOutcomes outcomes, FailureRecorder failures, StepProgress progress) {
		super(Stage.FURTHER_RUNS, progress);
		this.finality = archivers.finality();
		this.listed = new PagedReader<>(
				(after) -> unfinished.listed(step.instance(), this.finality.now(), after, PagedReader.PAGE));
		this.unlisted = new PagedReader<>(this::unlisted);
		this.shard = step.parameters().shard().orElse(null);
		this.archiver = archivers.archiver(step.execution(), Force.NONE,
				(log) -> readBack.stored(step.execution(), log));
		this.recorder = recorder;
		this.unfinished = unfinished;
		this.outcomes = outcomes;
		this.failures = failures;
		this.step = step;
	}

	/** What callbacks began is finished by the ticks of any job. */
	private List<UnfinishedRun> unlisted(@Nullable UnfinishedRun after) {
		Parameters parameters = this.step.parameters();
		return JobNames.CALLBACKS.equals(parameters.job()) ? List.of() : this.unfinished.unlisted(parameters.list(),
				List.of(parameters.job(), JobNames.CALLBACKS), this.finality.now(), after, PagedReader.PAGE);
	}

	/** What is not finished is looked at again, and counted again. */
	@Override
	public void open(ExecutionContext context) {
		super.open(context);
		count(Counts::withFinishedOnly);
	}

	@Override
	public @Nullable UnfinishedRun read() {
		UnfinishedRun next = this.listed.read();
		return (next != null) ? next : readUnlisted();
	}

	/** Other shards have lists of their own. */
	private @Nullable UnfinishedRun readUnlisted() {
		UnfinishedRun next = this.unlisted.read();
		while (next != null && this.shard != null && !this.shard.holds(next.worker().value())) {
			next = this.unlisted.read();
		}
		return next;
	}

	@Override
	public Result process(UnfinishedRun item) {
		return new Result(item, this.archiver.again(item.worker(), item.run()));
	}

	@Override
	Result failed(UnfinishedRun item, Failed failure) {
		return new Result(item, new Revisit(null, Run.unknown(item.run()), failure));
	}

	@Override
	public boolean isCertain(Result result) {
		return this.archiver.isCertain(result.revisit().result());
	}

	@Override
	public void conclude(Result result) {
		this.archiver.conclude(result.revisit().result());
	}

	@Override
	void record(List<Result> results) {
		for (Result result : results.stream().sorted(BY_RUN).toList()) {
			RunCounts became = record(result);
			if (!result.run().listed()) {
				count((counts) -> counts.plusUnlisted(became.plus(RunCounts.found(1))));
			}
		}
		publish();
	}

	private RunCounts record(Result result) {
		this.recorder.record(result.revisit().result(), Level.INFO);
		return switch (result.revisit().result()) {
			case Stored stored -> {
				count((counts) -> counts.plusStored(stored.rows()));
				worsen(result, Outcome.ARCHIVED, stored.partial());
				yield RunCounts.ARCHIVED;
			}
			case Unchanged unchanged -> {
				unchanged(result);
				worsen(result, Outcome.UNCHANGED, unchanged.partial());
				yield RunCounts.KNOWN;
			}
			case NoRun _ -> {
				this.unfinished.end(result.run(), null);
				yield RunCounts.GONE;
			}
			case Failed failed -> {
				fail(result.run(), failed);
				yield RunCounts.FAILED;
			}
			case WouldArchive _ -> throw new IllegalStateException("This is not a dry run");
		};
	}

	/**
	 * A partial log is looked at by every execution; one that is final by time alone
	 * until its run has ended, or isn't known any more.
	 */
	private void unchanged(Result result) {
		ArchivedLog log = result.revisit().log();
		Run run = result.revisit().run();
		if (log == null || (log.isFinal() && (run == null || run.status().ended()))) {
			this.unfinished.end(result.run(), run);
			return;
		}
		Instant now = this.finality.now();
		Instant since = log.unchangedSince();
		if (log.isFinal() && now != null && since != null && since.plus(EAGER).isBefore(now)) {
			this.unfinished.later(result.run(), now.plus(Duration.between(since, now).dividedBy(SHARE_OF_AGE)));
		}
	}

	private void worsen(Result result, Outcome outcome, boolean partial) {
		if (result.run().listed()) {
			this.outcomes.worsen(this.step.instance(), result.run().worker(), outcome, partial);
		}
	}

	/**
	 * A Worker that isn't listed has no place in the list: its failure stands before it.
	 */
	private void fail(UnfinishedRun run, Failed failure) {
		if (run.listed()) {
			this.failures.note(run.worker(), run.entry(), failure);
		}
		else {
			this.unlistedFailures++;
			this.failures.record(run.worker().value(), -this.unlistedFailures, failure);
		}
	}

	/**
	 * A run and what came of another look at it.
	 *
	 * @param run the run
	 * @param revisit what came of it
	 */
	record Result(UnfinishedRun run, Revisit revisit) {
	}

}
