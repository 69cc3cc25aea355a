package dev.logarchiver.execution.history;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.intake.Exclusion;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.WorkerHistory;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.stereotype.Component;

/**
 * Says how fresh the archive is: of the Workers in the newest list of each job, and of
 * the executions themselves.
 */
@Component
public class Freshness {

	private static final int RECENT = 200;

	/** A Worker that failed in so many executions in a row is failing. */
	static final int REPEATEDLY = 3;

	private final Executions executions;

	private final WorkerLists lists;

	private final Ledger ledger;

	private final WorkerHistory history;

	private final Failures failures;

	private final StatusProperties settings;

	private final List<Exclusion> muted;

	private final Clock clock;

	Freshness(Executions executions, WorkerLists lists, Ledger ledger, WorkerHistory history, Failures failures,
			StatusProperties settings, Clock clock) {
		this.executions = executions;
		this.lists = lists;
		this.ledger = ledger;
		this.history = history;
		this.failures = failures;
		this.settings = settings;
		this.muted = settings.ignore()
			.stream()
			.map((pattern) -> new Exclusion(pattern, "archiver.status.ignore"))
			.toList();
		this.clock = clock;
	}

	/**
	 * Looks at everything.
	 * @return how fresh it is
	 */
	public FreshnessReport report() {
		Map<String, List<JobExecution>> byJob = new LinkedHashMap<>();
		for (JobExecution execution : this.executions.newestExecutions(RECENT)) {
			Parameters parameters = new Parameters(execution.getJobParameters());
			if (!parameters.backfills() && Ending.of(execution) == Ending.COMPLETED) {
				byJob.computeIfAbsent(parameters.job(), (_) -> new ArrayList<>()).add(execution);
			}
		}
		Map<WorkerId, WorkerFreshness> workers = new LinkedHashMap<>();
		byJob.values().forEach((completed) -> look(completed, workers));
		Optional<JobExecution> newest = byJob.values()
			.stream()
			.map(List::getFirst)
			.max(Comparator.comparingLong(JobExecution::getId));
		Instant completedAt = newest.map((execution) -> Executions.instant(execution.getEndTime())).orElse(null);
		return new FreshnessReport(
				workers.values().stream().sorted(Comparator.comparing(WorkerFreshness::state)).toList(),
				newest.map(JobExecution::getId).orElse(null), completedAt, isOverdue(completedAt));
	}

	private boolean isOverdue(@Nullable Instant completedAt) {
		return this.settings.expectEvery() != null && (completedAt == null
				|| completedAt.plus(this.settings.expectEvery()).isBefore(this.clock.instant()));
	}

	/**
	 * Looks at the Workers of the newest list of a job. Where several jobs list a Worker,
	 * the worst counts.
	 */
	private void look(List<JobExecution> completed, Map<WorkerId, WorkerFreshness> workers) {
		JobExecution newest = completed.getFirst();
		Set<String> failing = (completed.size() < REPEATEDLY) ? Set.of() : this.failures
			.inAll(completed.stream().limit(REPEATEDLY).map(JobExecution::getJobInstanceId).toList());
		Set<String> failedLast = this.failures.inAll(List.of(newest.getJobInstanceId()));
		Instant lookedAt = Optional.ofNullable(Executions.instant(newest.getStartTime()))
			.orElseGet(this.clock::instant);
		this.lists.workers(new Parameters(newest.getJobParameters()).list())
			.forEach((worker) -> workers.merge(worker,
					look(worker, failing.contains(worker.value()), failedLast.contains(worker.value()), lookedAt),
					Freshness::worse));
	}

	private static WorkerFreshness worse(WorkerFreshness one, WorkerFreshness other) {
		int compared = one.state().compareTo(other.state());
		return (compared < 0 || (compared == 0 && one.stale())) ? one : other;
	}

	private WorkerFreshness look(WorkerId worker, boolean failing, boolean failedLast, Instant lookedAt) {
		List<Instant> runs = new ArrayList<>(this.history.newestRuns(worker, WorkerFreshness.RUNS));
		this.ledger.notFinal(worker).stream().map(ArchivedLog::runAt).forEach(runs::add);
		runs.sort(Comparator.reverseOrder());
		WorkerFreshness found = WorkerFreshness.of(worker, runs, failing, failedLast, lookedAt);
		return this.muted.stream().anyMatch((pattern) -> pattern.fits(worker)) ? found.muted() : found;
	}

}
