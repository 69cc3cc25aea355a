package dev.logarchiver.job.plan;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.archiving.Doubt;
import dev.logarchiver.archiving.Finding;
import dev.logarchiver.archiving.Finding.Settled;
import dev.logarchiver.archiving.RunBoundary;
import dev.logarchiver.archiving.RunLocator;
import dev.logarchiver.archiving.RunLogProcessor;
import dev.logarchiver.archiving.RunResult;
import dev.logarchiver.archiving.Settling;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.ListedWorker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Says what a run would do: asks the platform which run is each Worker's last, compares
 * with the ledger, and downloads and stores nothing.
 */
@Component
public class DryRun {

	private final ObjectProvider<CoreClawClient> client;

	private final Ledger ledger;

	private final ArchiveProperties settings;

	private final Clock clock;

	DryRun(ObjectProvider<CoreClawClient> client, Ledger ledger, ArchiveProperties settings, Clock clock) {
		this.client = client;
		this.ledger = ledger;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Goes through a list.
	 * @param workers the list
	 * @param force whether the run would download also what is final
	 * @return what would become of each Worker
	 */
	public Plan plan(WorkerList workers, boolean force) {
		CoreClawClient platform = this.client.getObject();
		RunLocator locator = new RunLocator(platform, this.ledger,
				new Settling(platform::time, this.settings.settleAfter()), force);
		Planner planner = new Planner(
				new RunLogProcessor(locator, (located) -> new Settled(new RunResult.WouldArchive(located.run().id())),
						this.ledger, new RunBoundary(platform)),
				this.clock);
		EachEntry.process(workers, this.settings.concurrency(), planner::plan);
		return planner.finish();
	}

	/**
	 * What a run would do.
	 *
	 * @param counts what would become of the Workers
	 * @param toArchive Workers and runs that would be archived
	 * @param failures what would fail
	 */
	public record Plan(Counts counts, List<String> toArchive, List<FailedWorker> failures) {
	}

	private static final class Planner {

		private final RunLogProcessor processor;

		private final Clock clock;

		private final List<String> toArchive = new ArrayList<>();

		private final List<FailedWorker> failures = new ArrayList<>();

		private final List<Doubt> doubts = new ArrayList<>();

		private Counts counts = Counts.NONE;

		Planner(RunLogProcessor processor, Clock clock) {
			this.processor = processor;
			this.clock = clock;
		}

		void plan(ListEntry entry) {
			ListedWorker item = new ListedWorker(0, entry);
			List<RunResult> results = new ArrayList<>();
			for (Finding finding : this.processor.process(item)) {
				if (finding instanceof Settled settled) {
					results.add(settled.result());
				}
			}
			add(new WorkerResult(item, results));
		}

		private synchronized void add(WorkerResult result) {
			this.counts = this.counts.plus(result.outcome(), result.partial(), 1);
			result.failure(this.clock.instant()).ifPresent(this.failures::add);
			result.doubts().forEach(this.doubts::add);
			for (RunResult run : result.runs()) {
				if (run instanceof RunResult.WouldArchive would) {
					this.toArchive.add(result.name() + " " + would.run());
				}
			}
		}

		synchronized Plan finish() {
			this.doubts.forEach(Doubt::conclude);
			return new Plan(this.counts, this.toArchive.stream().sorted().toList(), List.copyOf(this.failures));
		}

	}

}
