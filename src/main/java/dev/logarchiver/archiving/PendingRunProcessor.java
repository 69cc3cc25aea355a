package dev.logarchiver.archiving;

import java.util.function.Function;

import dev.logarchiver.archiving.Finding.Located;
import dev.logarchiver.ledger.PendingRun;

import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Fetches a run by its ID. Safe for use by many threads.
 */
public class PendingRunProcessor implements ItemProcessor<PendingRun, Finding> {

	private final RunLocator locator;

	private final Function<Located, Finding> fetcher;

	private final RunBoundary boundary;

	public PendingRunProcessor(RunLocator locator, Function<Located, Finding> fetcher, RunBoundary boundary) {
		this.locator = locator;
		this.fetcher = fetcher;
		this.boundary = boundary;
	}

	@Override
	public Finding process(PendingRun pending) {
		return this.boundary.within(pending.run()::id,
				() -> switch (this.locator.listed(pending.worker(), pending.run())) {
					case RunLocator.Step.Done done -> done.finding();
					case RunLocator.Step.Download download -> this.fetcher.apply(download.located());
				});
	}

}
