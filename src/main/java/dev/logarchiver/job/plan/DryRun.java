package dev.logarchiver.job.plan;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunResult;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.ListedWorker;

import org.springframework.stereotype.Component;

/**
 * Says what a run would do: asks the platform which run is each Worker's last, compares
 * with the ledger, and downloads and stores nothing.
 */
@Component
public class DryRun {

	private final RunArchivers archivers;

	private final ArchiveProperties settings;

	private final Clock clock;

	DryRun(RunArchivers archivers, ArchiveProperties settings, Clock clock) {
		this.archivers = archivers;
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
		Planner planner = new Planner(this.archivers.planner(force), this.clock);
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

		private final RunArchiver archiver;

		private final Clock clock;

		private final List<String> toArchive = new ArrayList<>();

		private final List<FailedWorker> failures = new ArrayList<>();

		private final List<RunResult> uncertain = new ArrayList<>();

		private Counts counts = Counts.NONE;

		Planner(RunArchiver archiver, Clock clock) {
			this.archiver = archiver;
			this.clock = clock;
		}

		void plan(ListEntry entry) {
			add(this.archiver.last(new ListedWorker(0, entry)));
		}

		private synchronized void add(WorkerResult result) {
			this.counts = this.counts.plus(result.outcome(), result.partial(), 1);
			result.failure(this.clock.instant()).ifPresent(this.failures::add);
			this.uncertain.addAll(result.runs().stream().filter((run) -> !this.archiver.isCertain(run)).toList());
			for (RunResult run : result.runs()) {
				if (run instanceof RunResult.WouldArchive would) {
					this.toArchive.add(result.name() + " " + would.run());
				}
			}
		}

		synchronized Plan finish() {
			this.uncertain.forEach(this.archiver::conclude);
			return new Plan(this.counts, this.toArchive.stream().sorted().toList(), List.copyOf(this.failures));
		}

	}

}
