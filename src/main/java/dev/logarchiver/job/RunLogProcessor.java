package dev.logarchiver.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.DownloadException;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.job.Finding.Located;
import dev.logarchiver.job.Finding.Settled;
import dev.logarchiver.job.RunResult.Failed;
import dev.logarchiver.job.RunResult.NoRun;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Finds out what is to be archived of a Worker and fetches it: its last run, and earlier
 * runs that are not final yet. Safe for use by many threads.
 */
class RunLogProcessor implements ItemProcessor<ListedWorker, List<Finding>> {

	private final RunLocator locator;

	private final Function<Located, Finding> fetcher;

	private final Ledger ledger;

	private final LongSupplier answers;

	/**
	 * Creates a processor.
	 * @param locator says which run is the last
	 * @param fetcher downloads
	 * @param ledger what is archived
	 * @param answers how many usable answers the platform has given so far
	 */
	RunLogProcessor(RunLocator locator, Function<Located, Finding> fetcher, Ledger ledger, LongSupplier answers) {
		this.locator = locator;
		this.fetcher = fetcher;
		this.ledger = ledger;
		this.answers = answers;
	}

	@Override
	public List<Finding> process(ListedWorker item) {
		return switch (item.entry()) {
			case Listed listed -> process(listed.worker());
			case Rejected rejected -> List.of(new Settled(
					new Failed(null, "invalid_worker_id", rejected.origin() + ": " + rejected.reason(), null)));
		};
	}

	private List<Finding> process(WorkerId worker) {
		List<Finding> findings = new ArrayList<>();
		LastRun last = new LastRun();
		findings.add(guarded(last, () -> lastRun(worker, last)));
		for (ArchivedLog partial : this.ledger.unsettled(worker)) {
			if (!Objects.equals(partial.runId(), last.id)) {
				LastRun run = new LastRun();
				run.id = partial.runId();
				findings.add(guarded(run, () -> this.fetcher.apply(this.locator.unsettled(worker, partial))));
			}
		}
		return findings;
	}

	private Finding lastRun(WorkerId worker, LastRun last) {
		RunLocator.Step step = this.locator.last(worker);
		last.id = step.run();
		return switch (step) {
			case RunLocator.Step.Done done -> done.finding();
			case RunLocator.Step.Download download -> this.fetcher.apply(download.located());
		};
	}

	/**
	 * One run that fails doesn't stop the others. A rejected key, or a platform out of
	 * reach, does: it would fail them all.
	 */
	private Finding guarded(LastRun run, Supplier<Finding> work) {
		try {
			return work.get();
		}
		catch (CoreClawException ex) {
			return switch (ex.kind()) {
				case KEY_REJECTED -> throw ex;
				case NO_RUN -> new Settled(new NoRun());
				case FAILED -> new Settled(new Failed(run.id, ex.code(), ex.reason(), ex.requestId().orElse(null)));
				case UNANSWERED -> {
					long before = this.answers.getAsLong();
					yield new Settled(new Failed(run.id, ex.code(), ex.reason(), ex.requestId().orElse(null),
							() -> this.answers.getAsLong() > before));
				}
			};
		}
		catch (DownloadException ex) {
			return new Settled(new Failed(run.id, ex.code(), ex.reason(), null));
		}
	}

	private static final class LastRun {

		private @Nullable RunId id;

	}

}
