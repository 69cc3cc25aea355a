package dev.logarchiver.execution.history;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.WorkerHistory;
import dev.logarchiver.ledger.WorkerHistory.WorkerRuns;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.state.ExecutionTable;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says how fresh the archive is: of the Workers in the newest list of each job, and of
 * the executions themselves.
 */
@Component
public class Freshness {

	/** One query for so many Workers: one for each would cost ten times as much. */
	private static final int PAGE = 1000;

	/** A Worker that failed in so many executions in a row is failing. */
	static final int REPEATEDLY = 3;

	private final ExecutionTable executions;

	private final WorkerHistory history;

	private final Failures failures;

	private final StatusProperties settings;

	private final List<WorkerPattern> muted;

	private final Clock clock;

	Freshness(ExecutionTable executions, WorkerHistory history, Failures failures, StatusProperties settings,
			Clock clock) {
		this.executions = executions;
		this.history = history;
		this.failures = failures;
		this.settings = settings;
		this.muted = settings.ignore().stream().map(WorkerPattern::ofSetting).toList();
		this.clock = clock;
	}

	/**
	 * Looks at everything.
	 * @return how fresh it is
	 */
	public FreshnessReport report() {
		Map<String, JobTicks> jobs = jobs();
		Map<WorkerId, WorkerFreshness> workers = new LinkedHashMap<>();
		jobs.values().stream().flatMap((job) -> job.parts().stream()).forEach((part) -> look(part, workers));
		Optional<CompletedTick> newest = jobs.values()
			.stream()
			.flatMap((job) -> job.newestComplete().stream())
			.max(Comparator.comparingLong(CompletedTick::execution));
		Instant completedAt = newest.map(CompletedTick::endedAt).orElse(null);
		return new FreshnessReport(
				workers.values().stream().sorted(Comparator.comparing(WorkerFreshness::state)).toList(),
				newest.map(CompletedTick::execution).orElse(null), completedAt, isOverdue(completedAt));
	}

	/**
	 * Looks at one Worker.
	 * @param worker the Worker as listed
	 * @return how fresh its archive is; empty if the newest list of no job has it
	 */
	public Optional<WorkerFreshness> of(WorkerId worker) {
		return jobs().values()
			.stream()
			.flatMap((job) -> job.parts().stream())
			.filter((part) -> part.holds(worker))
			.flatMap((part) -> this.history.runs(part.newest().list(), worker, WorkerFreshness.RUNS)
				.map((runs) -> new Look(part, lookedAt(part)).at(runs))
				.stream())
			.reduce(Freshness::worse);
	}

	/**
	 * Looks at the Workers in the newest list of a job, or of a shard of it, that aren't
	 * muted.
	 * @param part the job and the shard
	 * @param lookedAt when the platform was last asked for their last runs
	 * @param workers takes them, many at a time
	 */
	public void look(JobPart part, Instant lookedAt, Consumer<List<WorkerFreshness>> workers) {
		Optional.ofNullable(jobs().get(part.job()))
			.stream()
			.flatMap((job) -> job.parts().stream())
			.filter((found) -> part.equals(JobHistory.part(found.newest())))
			.findFirst()
			.ifPresent((found) -> pages(found, new Look(found, lookedAt),
					(page) -> workers.accept(page.stream().filter((worker) -> !isMuted(worker.worker())).toList())));
	}

	private boolean isOverdue(@Nullable Instant completedAt) {
		return this.settings.expectEvery() != null && (completedAt == null
				|| completedAt.plus(this.settings.expectEvery()).isBefore(this.clock.instant()));
	}

	private Map<String, JobTicks> jobs() {
		return JobTicks.byJob(this.executions, (_) -> true);
	}

	/**
	 * Looks at the Workers of the newest list of a job, or of a shard of it. Where
	 * several jobs list a Worker, the worst counts.
	 */
	private void look(ListPart part, Map<WorkerId, WorkerFreshness> workers) {
		pages(part, new Look(part, lookedAt(part)),
				(page) -> page.forEach((worker) -> workers.merge(worker.worker(), worker, Freshness::worse)));
	}

	private Instant lookedAt(ListPart part) {
		return Optional.ofNullable(Executions.instant(part.newest().startedAt())).orElseGet(this.clock::instant);
	}

	private void pages(ListPart part, Look look, Consumer<List<WorkerFreshness>> pages) {
		for (long after = 0;;) {
			List<WorkerRuns> page = this.history.runs(part.newest().list(), after, PAGE, WorkerFreshness.RUNS);
			if (page.isEmpty()) {
				return;
			}
			pages.accept(page.stream().filter((worker) -> part.holds(worker.worker())).map(look::at).toList());
			after = page.getLast().entry();
		}
	}

	private boolean isMuted(WorkerId worker) {
		return this.muted.stream().anyMatch((pattern) -> pattern.fits(worker));
	}

	private static WorkerFreshness worse(WorkerFreshness one, WorkerFreshness other) {
		int compared = one.state().compareTo(other.state());
		return (compared < 0 || (compared == 0 && one.stale())) ? one : other;
	}

	/** What the last executions of a job say of the Workers in its newest list. */
	private final class Look {

		private final Set<String> failing;

		private final Set<String> failedLast;

		private final Instant lookedAt;

		Look(ListPart part, Instant lookedAt) {
			this.failing = (part.ticks() < REPEATEDLY) ? Set.of()
					: Freshness.this.failures.inMany(part.latest(), REPEATEDLY);
			this.failedLast = Freshness.this.failures.inMany(List.of(part.newest().instance()), 1);
			this.lookedAt = lookedAt;
		}

		WorkerFreshness at(WorkerRuns worker) {
			String id = worker.worker().value();
			WorkerFreshness found = WorkerFreshness.of(worker.worker(), worker.all(), this.failing.contains(id),
					this.failedLast.contains(id), this.lookedAt);
			return isMuted(worker.worker()) ? found.muted() : found;
		}

	}

}
