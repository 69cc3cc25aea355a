package dev.logarchiver.job.plan;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.archiving.Force;
import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunResult;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.survey.SurveyPreview;
import dev.logarchiver.survey.SurveyPreview.Foreseen;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says what a run would do: asks the platform what is new, compares with the ledger, and
 * downloads and stores nothing.
 */
@Component
public class DryRun {

	private final RunArchivers archivers;

	private final SurveyPreview survey;

	private final ArchiveProperties settings;

	private final Clock clock;

	DryRun(RunArchivers archivers, SurveyPreview survey, ArchiveProperties settings, Clock clock) {
		this.archivers = archivers;
		this.survey = survey;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Goes through a list.
	 * @param workers the list
	 * @param force how far the run would go with what is final
	 * @param catchUp whether the run would look at what each Worker did since the
	 * previous tick
	 * @return what would become of each Worker
	 */
	public Plan plan(WorkerList workers, Force force, boolean catchUp) {
		Foreseen foreseen = (force != Force.NONE || !catchUp) ? null : this.survey.of(workers).orElse(null);
		Planner planner = new Planner(this.archivers.planner(force), foreseen, this.clock);
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

		private final @Nullable Foreseen foreseen;

		private final Clock clock;

		private final List<String> toArchive = new ArrayList<>();

		private final List<FailedWorker> failures = new ArrayList<>();

		private final List<RunResult> uncertain = new ArrayList<>();

		private Counts counts = Counts.NONE;

		Planner(RunArchiver archiver, @Nullable Foreseen foreseen, Clock clock) {
			this.archiver = archiver;
			this.foreseen = foreseen;
			this.clock = clock;
		}

		void plan(ListEntry entry) {
			ListedWorker worker = new ListedWorker(0, entry);
			add((this.foreseen != null && entry instanceof Listed listed
					&& !this.foreseen.asked().contains(listed.worker()))
							? new WorkerResult(worker, foreseen(this.foreseen, listed.worker()))
							: this.archiver.last(worker));
		}

		private static List<RunResult> foreseen(Foreseen survey, WorkerId worker) {
			List<RunId> news = survey.news().getOrDefault(worker, List.of());
			if (!news.isEmpty()) {
				return news.stream().<RunResult>map(RunResult.WouldArchive::new).toList();
			}
			return List
				.of(survey.withoutRun().contains(worker) ? new RunResult.NoRun() : new RunResult.Unchanged(false));
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
