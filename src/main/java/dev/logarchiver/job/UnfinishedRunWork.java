package dev.logarchiver.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Doubt;
import dev.logarchiver.archiving.Finding;
import dev.logarchiver.archiving.Finding.Located;
import dev.logarchiver.archiving.Finding.Settled;
import dev.logarchiver.archiving.LogWriter;
import dev.logarchiver.archiving.RunBoundary;
import dev.logarchiver.archiving.RunLocator;
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
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.ledger.UnfinishedRuns;
import dev.logarchiver.ledger.UnfinishedRuns.UnfinishedRun;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Looks once more at logs that became final by time alone, once their runs have ended,
 * and finishes the runs of Workers that were taken off the list meanwhile.
 */
class UnfinishedRunWork implements WindowWork<UnfinishedRun, UnfinishedRunWork.Result> {

	/** So long a run is asked for by every execution. */
	private static final Duration EAGER = Duration.ofDays(7);

	/** Then after each tenth of its age more: some runs never end. */
	private static final int SHARE_OF_AGE = 10;

	private static final Comparator<Result> BY_RUN = Comparator
		.comparing((Result result) -> result.run().worker().value())
		.thenComparing((result) -> result.run().run().value());

	private final PagedReader<UnfinishedRun> listed;

	private final PagedReader<UnfinishedRun> unlisted;

	private final RunLocator locator;

	private final Function<Located, Finding> fetcher;

	private final RunBoundary boundary;

	private final LogWriter writer;

	private final Ledger ledger;

	private final UnfinishedRuns unfinished;

	private final FailureNotes failures;

	private final Settling settling;

	private final Consumer<Counts> progress;

	private Counts counts = Counts.NONE;

	private long unlistedFailures;

	UnfinishedRunWork(PagedReader<UnfinishedRun> listed, PagedReader<UnfinishedRun> unlisted, RunLocator locator,
			Function<Located, Finding> fetcher, RunBoundary boundary, LogWriter writer, Ledger ledger,
			UnfinishedRuns unfinished, FailureNotes failures, Settling settling, Consumer<Counts> progress) {
		this.listed = listed;
		this.unlisted = unlisted;
		this.locator = locator;
		this.fetcher = fetcher;
		this.boundary = boundary;
		this.writer = writer;
		this.ledger = ledger;
		this.unfinished = unfinished;
		this.failures = failures;
		this.settling = settling;
		this.progress = progress;
	}

	/**
	 * What is not finished is looked at again, and counted anew.
	 */
	@Override
	public void open(ExecutionContext context) {
		this.counts = Counts.from(context).withFinishedOnly();
	}

	@Override
	public @Nullable UnfinishedRun read() {
		UnfinishedRun next = this.listed.read();
		return (next != null) ? next : this.unlisted.read();
	}

	@Override
	public Result process(UnfinishedRun item) {
		List<ArchivedLog> known = this.ledger.revisions(item.worker(), item.run());
		if (known.isEmpty()) {
			return new Result(item, null, null, new Unchanged(false));
		}
		ArchivedLog last = known.getLast();
		Looked looked = new Looked(item.run());
		Finding finding = this.boundary.within(item::run, () -> {
			RunLocator.Unfinished state = this.locator.unfinished(item.worker(), known);
			looked.run = state.run();
			return (state.located() != null) ? this.fetcher.apply(state.located())
					: new Settled(new Unchanged(!last.isFinal()));
		});
		return new Result(item, last, looked.run, this.writer.store(finding));
	}

	@Override
	public Result failed(UnfinishedRun item, Failed failure) {
		return new Result(item, null, Run.unknown(item.run()), failure);
	}

	@Override
	public Stream<Doubt> doubts(Result result) {
		return result.outcome().doubts();
	}

	@Override
	public void write(List<Result> results) {
		for (Result result : results.stream().sorted(BY_RUN).toList()) {
			RunCounts became = record(result);
			if (!result.run().listed()) {
				this.counts = this.counts.plusUnlisted(became.plus(RunCounts.found(1)));
			}
		}
		this.progress.accept(this.counts);
	}

	private RunCounts record(Result result) {
		return switch (result.outcome()) {
			case Stored stored -> {
				this.ledger.record(List.of(stored.log()));
				Journal.archived(Level.INFO, stored.log());
				this.counts = this.counts.plusStored(List.of(stored.log()));
				count(result, Outcome.ARCHIVED, stored.partial());
				yield RunCounts.ARCHIVED;
			}
			case Unchanged unchanged -> {
				if (unchanged.dated() != null) {
					this.ledger.record(List.of(unchanged.dated()));
				}
				unchanged(result);
				count(result, Outcome.UNCHANGED, unchanged.partial());
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
			case WouldArchive _ -> throw new IllegalStateException("This is no dry run");
		};
	}

	/**
	 * A partial log is looked at by every execution; one that is final by time alone
	 * until its run has ended, or isn't known any more.
	 */
	private void unchanged(Result result) {
		ArchivedLog log = result.log();
		Run run = result.looked();
		if (log == null || (log.isFinal() && (run == null || run.status().ended()))) {
			this.unfinished.end(result.run(), run);
			return;
		}
		Instant now = this.settling.now();
		Instant since = log.unchangedSince();
		if (log.isFinal() && now != null && since != null && since.plus(EAGER).isBefore(now)) {
			this.unfinished.later(result.run(), now.plus(Duration.between(since, now).dividedBy(SHARE_OF_AGE)));
		}
	}

	private void count(Result result, Outcome outcome, boolean partial) {
		if (result.run().listed()) {
			this.failures.outcomes().worsen(this.failures.instance(), result.run().worker(), outcome, partial);
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

	@Override
	public void update(ExecutionContext context) {
		this.counts.putInto(context);
	}

	private static final class Looked {

		private @Nullable Run run;

		Looked(RunId id) {
			this.run = Run.unknown(id);
		}

	}

	/**
	 * What became of a run.
	 *
	 * @param run the run
	 * @param log its newest log; null where none is archived any more
	 * @param looked the run as it is now; null where the platform doesn't know it any
	 * more
	 * @param outcome what became of its log
	 */
	record Result(UnfinishedRun run, @Nullable ArchivedLog log, @Nullable Run looked, RunResult outcome) {
	}

}
