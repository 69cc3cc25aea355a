package dev.logarchiver.job;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.logarchiver.job.ExecutionReport.Ending;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.WorkerLists.KeptList;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/**
 * The executions in the job repository.
 */
@Component
public class Executions {

	private static final int PAGE = 50;

	private final JobRepository repository;

	private final WorkerLists lists;

	private final Failures failures;

	Executions(JobRepository repository, WorkerLists lists, Failures failures) {
		this.repository = repository;
		this.lists = lists;
		this.failures = failures;
	}

	/**
	 * The newest executions.
	 * @param limit at most this many
	 * @return the executions, newest first, without their failures
	 */
	public List<ExecutionReport> newest(int limit) {
		return newestExecutions(limit).stream().map((execution) -> report(execution, List.of())).toList();
	}

	/**
	 * One execution.
	 * @param id its number
	 * @return the execution with its failures; empty where none has that number
	 */
	public Optional<ExecutionReport> find(long id) {
		return execution(id).map((execution) -> report(execution, this.failures.of(execution.getJobInstanceId())));
	}

	/**
	 * One execution with its steps and their contexts.
	 */
	Optional<JobExecution> execution(long id) {
		try {
			return Optional.ofNullable(this.repository.getJobExecution(id));
		}
		catch (EmptyResultDataAccessException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The newest execution of those that a restart would take up: the last of its tick,
	 * and not completed.
	 */
	Optional<JobExecution> newestUnfinished() {
		int start = 0;
		List<JobInstance> page = this.repository.getJobInstances(ArchiveJobConfiguration.JOB, start, PAGE);
		while (!page.isEmpty()) {
			Optional<JobExecution> unfinished = page.stream()
				.map(this.repository::getLastJobExecution)
				.filter((last) -> last != null && last.getStatus() != BatchStatus.COMPLETED)
				.max(Comparator.comparingLong(JobExecution::getId));
			if (unfinished.isPresent()) {
				return unfinished;
			}
			start += PAGE;
			page = this.repository.getJobInstances(ArchiveJobConfiguration.JOB, start, PAGE);
		}
		return Optional.empty();
	}

	private List<JobExecution> newestExecutions(int limit) {
		List<JobExecution> executions = new ArrayList<>();
		for (JobInstance instance : this.repository.getJobInstances(ArchiveJobConfiguration.JOB, 0, limit)) {
			executions.addAll(this.repository.getJobExecutions(instance));
		}
		return executions.stream()
			.sorted(Comparator.comparingLong(JobExecution::getId).reversed())
			.limit(limit)
			.toList();
	}

	private ExecutionReport report(JobExecution execution, List<dev.logarchiver.ledger.FailedWorker> failed) {
		JobParameters parameters = execution.getJobParameters();
		Counts counts = step(execution).map((step) -> Counts.from(step.getExecutionContext())).orElse(Counts.NONE);
		long total = this.lists.find(Objects.requireNonNull(parameters.getLong(Parameters.LIST)))
			.map(KeptList::entries)
			.orElse(0L);
		String reason = execution.getExitStatus().getExitDescription();
		return new ExecutionReport(execution.getId(), Parameters.text(parameters, Parameters.COMMAND),
				Parameters.text(parameters, Parameters.JOB),
				Instant.parse(Parameters.text(parameters, Parameters.SCHEDULED_AT)), Parameters.force(parameters),
				execution.getStatus().name(), ending(execution), reason.isEmpty() ? null : reason,
				instant(execution.getStartTime()), instant(execution.getEndTime()), total, counts, failed);
	}

	/**
	 * What an execution did. One that took up another of which only the end was missing
	 * has no step of its own.
	 */
	private Optional<StepExecution> step(JobExecution execution) {
		Optional<StepExecution> own = execution.getStepExecutions().stream().findFirst();
		return (own.isEmpty() && execution.getStatus() == BatchStatus.COMPLETED)
				? Optional.ofNullable(
						this.repository.getLastStepExecution(execution.getJobInstance(), ArchiveJobConfiguration.STEP))
				: own;
	}

	private static Ending ending(JobExecution execution) {
		return switch (execution.getStatus()) {
			case COMPLETED -> Ending.COMPLETED;
			case STOPPED, STOPPING -> Ending.STOPPED;
			case STARTED, STARTING -> Ending.RUNNING;
			case FAILED, ABANDONED, UNKNOWN ->
				ReasonListener.KEY_REJECTED.equals(execution.getExitStatus().getExitCode()) ? Ending.KEY_REJECTED
						: Ending.FAILED;
		};
	}

	private static @Nullable Instant instant(@Nullable LocalDateTime time) {
		return (time != null) ? time.atZone(ZoneId.systemDefault()).toInstant() : null;
	}

}
