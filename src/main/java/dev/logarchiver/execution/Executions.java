package dev.logarchiver.execution;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.execution.ExecutionReport.Order;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.WorkerLists.KeptList;
import dev.logarchiver.ledger.survey.SurveyRecord;
import dev.logarchiver.ledger.survey.Surveys;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.stereotype.Component;

/** The executions in the job repository. */
@Component
public class Executions {

	private static final int PAGE = 50;

	private static final Comparator<JobExecution> BY_ID = Comparator.comparingLong(JobExecution::getId);

	private final JobRepository repository;

	private final WorkerLists lists;

	private final Failures failures;

	private final Surveys surveys;

	Executions(JobRepository repository, WorkerLists lists, Failures failures, Surveys surveys) {
		this.repository = repository;
		this.lists = lists;
		this.failures = failures;
		this.surveys = surveys;
	}

	/** The newest executions, newest first, without their failures. */
	public List<ExecutionReport> newest(int limit) {
		return newestExecutions(limit).stream().map((execution) -> report(execution, List.of(), null)).toList();
	}

	/** One execution with its failures; empty when none has that number. */
	public Optional<ExecutionReport> find(long id) {
		return execution(id).map((execution) -> report(execution, this.failures.of(execution.getJobInstanceId()),
				this.surveys.of(id).orElse(null)));
	}

	/** The newest executions in Spring Batch's form, newest first. */
	public List<JobExecution> newestExecutions(int limit) {
		return JobNames.JOBS.stream()
			.flatMap((name) -> this.repository.getJobInstances(name, 0, limit).stream())
			.flatMap((instance) -> this.repository.getJobExecutions(instance).stream())
			.sorted(BY_ID.reversed())
			.limit(limit)
			.toList();
	}

	/** One execution with its steps and their contexts. */
	public Optional<JobExecution> execution(long id) {
		try {
			return Optional.ofNullable(this.repository.getJobExecution(id));
		}
		catch (EmptyResultDataAccessException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The newest execution of those that a restart would resume: the last of its tick,
	 * and not completed.
	 */
	public Optional<JobExecution> newestUnfinished() {
		return JobNames.JOBS.stream().flatMap((name) -> newestUnfinished(name, (_) -> true).stream()).max(BY_ID);
	}

	/** The newest execution of those that a restart would resume and that fit. */
	public Optional<JobExecution> newestUnfinished(String name, Predicate<Parameters> fits) {
		return lastOfTicks(name)
			.flatMap((page) -> page.filter((last) -> last.getStatus() != BatchStatus.COMPLETED)
				.filter((last) -> fits.test(new Parameters(last.getJobParameters())))
				.max(BY_ID)
				.stream())
			.findFirst();
	}

	/**
	 * The last execution of each tick, or of each backfill.
	 * @param name the name of the job in Spring Batch
	 * @return pages of 50 ticks, newest tick first, looked up as they are read
	 */
	public Stream<Stream<JobExecution>> lastOfTicks(String name) {
		return Stream.iterate(0, (start) -> start + PAGE)
			.map((start) -> this.repository.getJobInstances(name, start, PAGE))
			.takeWhile((page) -> !page.isEmpty())
			.map((page) -> page.stream().flatMap(this::last));
	}

	private Stream<JobExecution> last(JobInstance tick) {
		return Stream.ofNullable(this.repository.getLastJobExecution(tick));
	}

	private ExecutionReport report(JobExecution execution, List<FailedWorker> failed, @Nullable SurveyRecord survey) {
		Parameters parameters = new Parameters(execution.getJobParameters());
		long total = this.lists.find(parameters.list()).map(KeptList::entries).orElse(0L);
		String reason = execution.getExitStatus().getExitDescription();
		return new ExecutionReport(execution.getId(), Order.of(parameters), execution.getStatus().name(),
				Ending.of(execution), reason.isEmpty() ? null : reason, instant(execution.getStartTime()),
				instant(execution.getEndTime()), total, counts(execution), failed, survey);
	}

	/**
	 * What an execution did, and the earlier ones of its job instance that it resumed: a
	 * step that completed is not run again.
	 */
	private Counts counts(JobExecution execution) {
		return JobNames.STEPS.stream()
			.flatMap((name) -> step(execution, name).stream())
			.map((step) -> Counts.from(step.getExecutionContext()))
			.reduce(Counts.NONE, Counts::plus);
	}

	private Optional<StepExecution> step(JobExecution execution, String name) {
		Optional<StepExecution> own = steps(execution, name).findFirst();
		return own.isPresent() ? own
				: this.repository.getJobExecutions(execution.getJobInstance())
					.stream()
					.filter((other) -> other.getId() < execution.getId())
					.sorted(BY_ID.reversed())
					.flatMap((other) -> steps(other, name))
					.findFirst();
	}

	private static Stream<StepExecution> steps(JobExecution execution, String name) {
		return execution.getStepExecutions().stream().filter((step) -> step.getStepName().equals(name));
	}

	public static @Nullable Instant instant(@Nullable LocalDateTime time) {
		return (time != null) ? time.atZone(ZoneId.systemDefault()).toInstant() : null;
	}

}
