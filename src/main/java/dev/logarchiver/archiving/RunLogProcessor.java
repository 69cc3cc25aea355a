package dev.logarchiver.archiving;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.logarchiver.archiving.Finding.Located;
import dev.logarchiver.archiving.Finding.Settled;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.ledger.ListedWorker.Known;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Finds out what is to be archived of a Worker and fetches it: its last run, and earlier
 * runs that are not final yet. Safe for use by many threads.
 */
public class RunLogProcessor implements ItemProcessor<ListedWorker, List<Finding>> {

	private final RunLocator locator;

	private final Function<Located, Finding> fetcher;

	private final Ledger ledger;

	private final RunBoundary boundary;

	public RunLogProcessor(RunLocator locator, Function<Located, Finding> fetcher, Ledger ledger,
			RunBoundary boundary) {
		this.locator = locator;
		this.fetcher = fetcher;
		this.ledger = ledger;
		this.boundary = boundary;
	}

	@Override
	public List<Finding> process(ListedWorker item) {
		return switch (item.entry()) {
			case Listed listed -> process(listed.worker(), item.known());
			case Rejected rejected -> List.of(new Settled(invalid(rejected)));
		};
	}

	public static Failed invalid(Rejected rejected) {
		return new Failed(null, "invalid_worker_id", rejected.origin() + ": " + rejected.reason(), null);
	}

	private List<Finding> process(WorkerId worker, Known known) {
		List<Finding> findings = new ArrayList<>();
		LastRun last = new LastRun();
		findings.add(this.boundary.within(last::id, () -> lastRun(worker, known, last)));
		for (ArchivedLog partial : known.notFinal() ? this.ledger.notFinal(worker) : List.<ArchivedLog>of()) {
			if (!Objects.equals(partial.runId(), last.id)) {
				findings.add(this.boundary.within(partial::runId,
						() -> this.fetcher.apply(this.locator.unsettled(worker, partial))));
			}
		}
		return findings;
	}

	private Finding lastRun(WorkerId worker, Known known, LastRun last) {
		RunLocator.Step step = this.locator.last(worker, known);
		last.id = step.run();
		return switch (step) {
			case RunLocator.Step.Done done -> done.finding();
			case RunLocator.Step.Download download -> this.fetcher.apply(download.located());
		};
	}

	private static final class LastRun {

		private @Nullable RunId id;

		@Nullable RunId id() {
			return this.id;
		}

	}

}
