package dev.logarchiver.execution.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.survey.SurveyRecord;
import dev.logarchiver.ledger.survey.Surveys;
import dev.logarchiver.run.Shard;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.stereotype.Component;

/** Says what recent executions decided about a Worker. */
@Component
public class Decisions {

	private static final int RECENT = 200;

	private final Executions executions;

	private final WorkerLists lists;

	private final Ledger ledger;

	private final Failures failures;

	private final Surveys surveys;

	Decisions(Executions executions, WorkerLists lists, Ledger ledger, Failures failures, Surveys surveys) {
		this.executions = executions;
		this.lists = lists;
		this.ledger = ledger;
		this.failures = failures;
		this.surveys = surveys;
	}

	/**
	 * Looks at the newest executions whose list has the Worker.
	 * @param worker the Worker as listed
	 * @param limit at most this many executions
	 * @return what each decided, the newest first
	 */
	public List<Decision> about(WorkerId worker, int limit) {
		List<JobExecution> recent = this.executions.newestExecutions(RECENT)
			.filter((execution) -> !new Parameters(execution.getJobParameters()).prunes())
			.filter((execution) -> this.lists.contains(new Parameters(execution.getJobParameters()).list(), worker))
			.limit(limit)
			.toList();
		Map<Long, FailedWorker> failed = this.failures.of(worker,
				recent.stream().map(JobExecution::getJobInstanceId).toList());
		List<ArchivedLog> archived = this.ledger.archivedBy(worker, recent.stream().map(JobExecution::getId).toList());
		Map<Long, SurveyRecord> surveys = this.surveys.of(recent.stream().map(JobExecution::getId).toList())
			.stream()
			.filter((survey) -> survey.state() == SurveyRecord.State.COMPLETE)
			.collect(Collectors.toMap(SurveyRecord::execution, Function.identity()));
		List<Decision> decisions = new ArrayList<>();
		for (JobExecution execution : recent) {
			Parameters parameters = new Parameters(execution.getJobParameters());
			decisions.add(new Decision(execution.getId(), parameters.command(), parameters.job(),
					parameters.shard().orElse(null), Executions.instant(execution.getStartTime()), Ending.of(execution),
					archived.stream().filter((log) -> log.execution() == execution.getId()).toList(),
					failed.get(execution.getJobInstanceId()),
					surveys.containsKey(execution.getId()) ? surveys.get(execution.getId()).beganAt() : null));
		}
		return decisions;
	}

	/**
	 * What an execution decided about a Worker.
	 *
	 * @param execution its number
	 * @param command the command that started it
	 * @param job the job's name
	 * @param shard the shard of its list; null for all of it
	 * @param startedAt when it started
	 * @param ending how it ended
	 * @param archived what it archived of the Worker
	 * @param failure what failed, in it or in another execution of the same tick
	 * @param surveyedAt when the survey began that spoke for the Workers; null when each
	 * was asked
	 */
	public record Decision(long execution, String command, String job, @Nullable Shard shard,
			@Nullable Instant startedAt, Ending ending, List<ArchivedLog> archived, @Nullable FailedWorker failure,
			@Nullable Instant surveyedAt) {
	}

}
