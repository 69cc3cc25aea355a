package dev.logarchiver.report;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.history.Freshness;
import dev.logarchiver.execution.history.FreshnessReport;
import dev.logarchiver.execution.history.JobTicks;
import dev.logarchiver.execution.history.ListPart;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.Columns;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.runs.EndedRuns;
import dev.logarchiver.ledger.runs.FailedRun;
import dev.logarchiver.ledger.runs.RunTally;
import dev.logarchiver.report.FailingWorker.State;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.ExecutionTable;

import org.springframework.stereotype.Component;

/**
 * Answers the question of each morning: which Workers failed on the platform, since when,
 * and with what. A run counts at the time when it began.
 */
@Component
public class FailureReports {

	private final EndedRuns runs;

	private final Freshness freshness;

	private final ExecutionTable executions;

	private final Failures failures;

	private final FirstNewErrors errors;

	private final Clock clock;

	FailureReports(EndedRuns runs, Freshness freshness, ExecutionTable executions, Failures failures,
			FirstNewErrors errors, Clock clock) {
		this.runs = runs;
		this.freshness = freshness;
		this.executions = executions;
		this.failures = failures;
		this.errors = errors;
		this.clock = clock;
	}

	/**
	 * Looks at everything.
	 * @param request what to report on
	 * @return what failed
	 */
	public FailureReport report(ReportRequest request) {
		return report(request, this.freshness.report(), (failing) -> this.errors.find(failing, request.all()));
	}

	/**
	 * Looks at the database only: of each failed run there is the first error, whether
	 * the last good run has it or not.
	 * @param request what to report on
	 * @param fresh how fresh the archive is
	 * @return what failed
	 */
	public FailureReport glance(ReportRequest request, FreshnessReport fresh) {
		return report(request, fresh, (failing) -> new FirstNewErrors.Found(failing, 0));
	}

	/**
	 * With what Workers fail.
	 * @param workers Workers as listed, whose last runs failed
	 * @return those that have a failed run, each with the first error that its last good
	 * run doesn't have, in the order of the Workers
	 */
	public List<FailingWorker> failing(Collection<WorkerId> workers) {
		Map<WorkerId, FailedRun> failed = this.runs.lastFailed(workers, Columns.NEVER);
		List<FailingWorker> failing = failed.values()
			.stream()
			.map((run) -> FirstNewErrors.withFirstError(State.NEWLY_FAILING, RunTally.none(run.log().worker()), run))
			.sorted(Comparator.comparing(FailingWorker::worker))
			.toList();
		return this.errors.find(failing, false).workers();
	}

	private FailureReport report(ReportRequest request, FreshnessReport fresh,
			Function<List<FailingWorker>, FirstNewErrors.Found> errors) {
		Instant until = Objects.requireNonNullElseGet(request.until(), this.clock::instant);
		List<WorkerFreshness> listed = fresh.workers()
			.stream()
			.filter((worker) -> request.isAbout(worker.worker()))
			.toList();
		Map<WorkerId, RunTally> tallies = this.runs.between(request.since(), until);
		tallies.keySet().removeIf((worker) -> !request.isAbout(worker));
		Set<WorkerId> workers = new HashSet<>(tallies.keySet());
		listed.forEach((worker) -> workers.add(worker.worker()));
		FirstNewErrors.Found found = errors.apply(failing(workers, tallies, request.since(), until));
		// how late a Worker was at an earlier time isn't known
		List<WorkerFreshness> late = (request.until() != null) ? List.of()
				: listed.stream()
					.filter((worker) -> worker.state() == WorkerFreshness.State.LATE && worker.stale())
					.toList();
		return new FailureReport(request.since(), until, workers.size(),
				tallies.values().stream().filter((tally) -> tally.failed() > 0).count(), found.workers(),
				notArchived(request, until), late, found.unread());
	}

	private List<FailingWorker> failing(Collection<WorkerId> workers, Map<WorkerId, RunTally> tallies, Instant since,
			Instant until) {
		Map<WorkerId, RunStatus> before = this.runs.lastBefore(workers, since);
		Map<WorkerId, State> states = new TreeMap<>();
		for (WorkerId worker : workers) {
			State state = State.of(tallies.getOrDefault(worker, RunTally.none(worker)), before.get(worker));
			if (state != null) {
				states.put(worker, state);
			}
		}
		Map<WorkerId, FailedRun> failed = this.runs.lastFailed(states.keySet(), until);
		List<FailingWorker> failing = new ArrayList<>();
		states.forEach((worker, state) -> {
			FailedRun run = failed.get(worker);
			if (run != null) {
				failing.add(
						FirstNewErrors.withFirstError(state, tallies.getOrDefault(worker, RunTally.none(worker)), run));
			}
		});
		return failing.stream()
			.sorted(Comparator.comparing(FailingWorker::state)
				.thenComparing((worker) -> worker.failed().since(), Comparator.reverseOrder())
				.thenComparing(FailingWorker::worker))
			.toList();
	}

	/** As of the last execution of each job that went through its whole list by then. */
	private List<FailedWorker> notArchived(ReportRequest request, Instant until) {
		List<ListPart> last = JobTicks.byJob(this.executions, (execution) -> {
			Instant endedAt = Executions.instant(execution.endedAt());
			return endedAt == null || endedAt.isBefore(until);
		}).values().stream().flatMap((job) -> job.parts().stream()).toList();
		Map<String, FailedWorker> failed = new LinkedHashMap<>();
		for (ListPart part : last) {
			for (FailedWorker worker : this.failures.of(part.newest().instance())) {
				if (part.holds(worker.worker()) && (request.workers().isEmpty() || (WorkerId.isWorkerId(worker.worker())
						&& request.isAbout(WorkerId.parse(worker.worker()))))) {
					failed.putIfAbsent(worker.worker(), worker);
				}
			}
		}
		return List.copyOf(failed.values());
	}

}
