package dev.logarchiver.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.history.Freshness;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.execution.history.WorkerFreshness.State;
import dev.logarchiver.ledger.Columns;
import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.Condition.Subject;
import dev.logarchiver.ledger.notices.ToldCondition;
import dev.logarchiver.ledger.runs.EndedRuns;
import dev.logarchiver.report.FailureReports;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;

import org.springframework.stereotype.Component;

/**
 * Finds out what is wrong with the Workers of a job, whatever was wrong with them before:
 * what changed is worked out against what was told, not against the last look.
 */
@Component
class Lookout {

	private final Freshness freshness;

	private final EndedRuns runs;

	private final FailureReports reports;

	Lookout(Freshness freshness, EndedRuns runs, FailureReports reports) {
		this.freshness = freshness;
		this.runs = runs;
		this.reports = reports;
	}

	/**
	 * Looks at the Workers that an execution of {@code run} went through. Of those that
	 * are muted nothing is known.
	 * @param report the execution, which completed
	 * @param began when it began
	 * @param told what was told to be wrong
	 * @return what is wrong with them now
	 */
	Findings look(ExecutionReport report, Instant began, List<ToldCondition> told) {
		Look look = new Look(report.order().job(), told);
		this.freshness.look(report.order().part(), began, (page) -> {
			Map<WorkerId, RunStatus> last = this.runs.lastBefore(page.stream().map(WorkerFreshness::worker).toList(),
					Columns.NEVER);
			page.forEach((worker) -> look.at(worker, last.get(worker.worker()) == RunStatus.FAILED));
		});
		this.reports.failing(look.failing).forEach((worker) -> look.findings.add(new Finding.Failing(worker)));
		if (!look.notArchived.isEmpty()) {
			report.failures()
				.stream()
				.filter((failure) -> look.notArchived.remove(failure.worker()))
				.forEach((failure) -> look.findings.add(new Finding.NotArchived(failure)));
		}
		return look.findings;
	}

	/** What is found while the list is read. */
	private static final class Look {

		private final Findings findings = new Findings();

		/** What was told, and whether by this job. */
		private final Map<Subject, Boolean> told;

		private final List<WorkerId> failing = new ArrayList<>();

		private final Set<String> notArchived = new HashSet<>();

		Look(String job, List<ToldCondition> told) {
			this.told = told.stream()
				.collect(Collectors.toMap(ToldCondition::subject, (condition) -> condition.job().equals(job),
						(one, _) -> one, HashMap::new));
		}

		void at(WorkerFreshness worker, boolean failing) {
			if (isNews(Kind.FAILING, worker, failing)) {
				this.failing.add(worker.worker());
			}
			boolean unreachable = worker.state() == State.FAILING
					|| (worker.state() == State.NEVER_ARCHIVED && worker.stale());
			if (isNews(Kind.NOT_ARCHIVED, worker, unreachable)) {
				this.notArchived.add(worker.worker().value());
			}
			// what can't be archived may have run all the same
			if (!unreachable && isNews(Kind.LATE, worker, worker.state() == State.LATE)) {
				this.findings.add(new Finding.Late(worker));
			}
		}

		/** Whether something is wrong that nobody was told of. */
		private boolean isNews(Kind kind, WorkerFreshness worker, boolean wrong) {
			Subject subject = new Subject(kind, worker.worker().value());
			Boolean byThisJob = this.told.get(subject);
			if (byThisJob == null) {
				return wrong;
			}
			if (wrong) {
				this.findings.addWrong(subject);
			}
			// that one job reaches a Worker says nothing about another one that doesn't
			else if (byThisJob || kind != Kind.NOT_ARCHIVED) {
				this.findings.addRight(subject);
			}
			return false;
		}

	}

}
