package dev.logarchiver.job;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Doubt;
import dev.logarchiver.archiving.LogWriter;
import dev.logarchiver.archiving.PendingRunProcessor;
import dev.logarchiver.archiving.RunResult;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.NoRun;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.archiving.RunResult.WouldArchive;
import dev.logarchiver.archiving.Settling;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.job.window.PagedReader;
import dev.logarchiver.job.window.WindowWork;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.PendingRuns.FailedAttempt;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.ledger.WorkerOutcomes.Tally;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Archives runs by their IDs: those between two last runs, or those of a backfill. Then
 * nothing is left to do about their Workers, and they are counted.
 */
class PendingRunWork implements WindowWork<PendingRun, PendingRunWork.Result> {

	private static final Comparator<Result> BY_RUN = Comparator
		.comparing((Result result) -> result.pending().worker().value())
		.thenComparing((result) -> result.pending().run().id().value());

	private final PagedReader<PendingRun> reader;

	private final PendingRunProcessor processor;

	private final LogWriter writer;

	private final Ledger ledger;

	private final PendingRuns pendingRuns;

	private final WorkerOutcomes outcomes;

	private final FailureNotes failures;

	private final Settling settling;

	private final Consumer<Counts> progress;

	private Counts counts = Counts.NONE;

	PendingRunWork(PagedReader<PendingRun> reader, PendingRunProcessor processor, LogWriter writer, Ledger ledger,
			PendingRuns pendingRuns, FailureNotes failures, Settling settling, Consumer<Counts> progress) {
		this.reader = reader;
		this.processor = processor;
		this.writer = writer;
		this.ledger = ledger;
		this.pendingRuns = pendingRuns;
		this.outcomes = failures.outcomes();
		this.failures = failures;
		this.settling = settling;
		this.progress = progress;
	}

	@Override
	public void open(ExecutionContext context) {
		this.counts = Counts.from(context);
	}

	@Override
	public @Nullable PendingRun read() {
		return this.reader.read();
	}

	@Override
	public Result process(PendingRun pending) {
		return new Result(pending, this.writer.store(this.processor.process(pending)));
	}

	@Override
	public Result failed(PendingRun pending, Failed failure) {
		return new Result(pending, failure);
	}

	@Override
	public Stream<Doubt> doubts(Result result) {
		return result.outcome().doubts();
	}

	/**
	 * All write in the same order: jobs that have Workers in common would else wait for
	 * each other forever.
	 */
	@Override
	public void write(List<Result> results) {
		for (Result result : results.stream().sorted(BY_RUN).toList()) {
			RunCounts became = record(result.pending(), result.outcome());
			this.counts = this.counts.plusRuns(became);
		}
		this.progress.accept(this.counts);
	}

	private RunCounts record(PendingRun pending, RunResult result) {
		return switch (result) {
			case Stored stored -> {
				this.ledger.record(List.of(stored.log()));
				Journal.archived(Level.DEBUG, stored.log());
				this.counts = this.counts.plusStored(List.of(stored.log()));
				done(pending, result);
				yield RunCounts.ARCHIVED;
			}
			case Unchanged unchanged -> {
				if (unchanged.dated() != null) {
					this.ledger.record(List.of(unchanged.dated()));
				}
				done(pending, result);
				yield RunCounts.KNOWN;
			}
			case NoRun _ -> fail(pending, Failed.gone(pending.run().id(), "no_run",
					"the platform listed the run, but doesn't know it any more", null));
			case Failed failed -> fail(pending, failed);
			case WouldArchive _ -> throw new IllegalStateException("This is no dry run");
		};
	}

	private void done(PendingRun pending, RunResult result) {
		this.pendingRuns.remove(pending);
		this.outcomes.worsen(this.failures.instance(), pending.worker(), result.outcome(), result.partial());
	}

	/**
	 * A log that isn't there yet may turn up; one of a run that ended long ago won't, nor
	 * one that has been missed for so long.
	 */
	private boolean isGone(PendingRun pending, Failed failure) {
		return failure.gone() && (this.settling.passedSince(pending.run().finishedAt())
				|| this.settling.passedSince(this.pendingRuns.missingSince(pending).orElse(null)));
	}

	private RunCounts fail(PendingRun pending, Failed failure) {
		boolean gone = isGone(pending, failure);
		long entry = this.outcomes.entry(this.failures.instance(), pending.worker()).orElse(0L);
		FailedWorker failed = (gone || entry == 0) ? this.failures.describe(pending.worker().value(), entry, failure)
				: this.failures.note(pending.worker(), entry, failure);
		this.pendingRuns.fail(pending,
				new FailedAttempt(this.failures.instance(), failed, gone, failure.gone() ? this.settling.now() : null));
		return gone ? RunCounts.GONE : RunCounts.FAILED;
	}

	/**
	 * What a backfill leaves is tried again by the ticks.
	 */
	@Override
	public void finish() {
		for (Tally tally : this.outcomes.close(this.failures.instance())) {
			this.counts = this.counts.plus(tally.outcome(), tally.partial(), tally.workers());
		}
		this.pendingRuns.release(this.failures.instance());
		this.progress.accept(this.counts);
	}

	@Override
	public void update(ExecutionContext context) {
		this.counts.putInto(context);
	}

	/**
	 * What became of a run.
	 *
	 * @param pending the run
	 * @param outcome what became of it
	 */
	record Result(PendingRun pending, RunResult outcome) {
	}

}
