package dev.logarchiver.execution;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
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
import dev.logarchiver.state.ExecutionTable;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.stereotype.Component;

/** The executions in the job repository. */
@Component
public class Executions {

	private static final int PAGE = 50;

	private static final int RECENT = 200;

	/** Those of an execution that is running, or whose process died. */
	private static final List<BatchStatus> RUNNING = List.of(BatchStatus.STARTING, BatchStatus.STARTED,
			BatchStatus.STOPPING);

	/** Those of an execution that a restart would resume. */
	private static final List<BatchStatus> UNFINISHED = Stream.of(BatchStatus.values())
		.filter((status) -> status != BatchStatus.COMPLETED)
		.toList();

	private static final Comparator<JobExecution> BY_ID = Comparator.comparingLong(JobExecution::getId);

	private final JobRepository repository;

	private final ExecutionTable table;

	private final WorkerLists lists;

	private final Failures failures;

	private final Surveys surveys;

	Executions(JobRepository repository, ExecutionTable table, WorkerLists lists, Failures failures, Surveys surveys) {
		this.repository = repository;
		this.table = table;
		this.lists = lists;
		this.failures = failures;
		this.surveys = surveys;
	}

	/** The newest executions, newest first, without their failures. */
	public List<ExecutionReport> newest(int limit) {
		return newestExecutions(limit).map((execution) -> report(execution, List.of(), null)).toList();
	}

	/**
	 * The executions that were asked for, newest first, without their failures.
	 * @param wanted which ones
	 * @param before the number that theirs are below
	 * @param limit at most this many
	 */
	public List<ExecutionReport> find(ExecutionFilter wanted, long before, int limit) {
		return this.table.find(wanted.inTable(), before, limit)
			.stream()
			.flatMap((id) -> execution(id).stream())
			.map((execution) -> report(execution, List.of(), null))
			.toList();
	}

	/** The names of the jobs that ran lately. */
	public Collection<String> jobs() {
		return this.table.jobs(RECENT);
	}

	/**
	 * The last execution of the same tick.
	 * @param id the number of an execution that there is
	 */
	public long lastOfTick(long id) {
		return execution(id).map((execution) -> this.repository.getLastJobExecution(execution.getJobInstance()))
			.map(JobExecution::getId)
			.orElse(id);
	}

	/** One execution with its failures; empty when none has that number. */
	public Optional<ExecutionReport> find(long id) {
		return execution(id).map((execution) -> report(execution, this.failures.of(execution.getJobInstanceId()),
				this.surveys.of(id).orElse(null)));
	}

	/**
	 * The newest executions in Spring Batch's form, newest first, each looked up when it
	 * is wanted.
	 */
	public Stream<JobExecution> newestExecutions(int limit) {
		return this.table.newest(limit).stream().flatMap((id) -> execution(id).stream());
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
		return newestUnfinished(JobNames.JOBS, (_) -> true);
	}

	/** The newest execution of those that a restart would resume and that fit. */
	public Optional<JobExecution> newestUnfinished(String name, Predicate<Parameters> fits) {
		return newestUnfinished(List.of(name), fits);
	}

	private Optional<JobExecution> newestUnfinished(List<String> names, Predicate<Parameters> fits) {
		return UNFINISHED.stream()
			.flatMap((status) -> pages((before) -> this.table.lastInStatus(names, status.name(), before, PAGE))
				.filter((last) -> fits.test(new Parameters(last.getJobParameters())))
				.limit(1))
			.max(BY_ID);
	}

	/**
	 * The executions that are running, or whose process died.
	 * @param name the name of their job in Spring Batch
	 */
	public List<JobExecution> running(String name) {
		return RUNNING.stream()
			.flatMap((status) -> pages((before) -> this.table.inStatus(List.of(name), status.name(), before, PAGE)))
			.toList();
	}

	/** Looked up as they are read. */
	private Stream<JobExecution> pages(LongFunction<List<Long>> page) {
		return Stream
			.iterate(page.apply(Long.MAX_VALUE), (numbers) -> !numbers.isEmpty(),
					(numbers) -> page.apply(numbers.getLast()))
			.flatMap(List::stream)
			.flatMap((id) -> execution(id).stream());
	}

	private ExecutionReport report(JobExecution execution, List<FailedWorker> failed, @Nullable SurveyRecord survey) {
		Parameters parameters = new Parameters(execution.getJobParameters());
		long total = parameters.prunes() ? 0 : this.lists.find(parameters.list()).map(KeptList::entries).orElse(0L);
		String reason = execution.getExitStatus().getExitDescription();
		return new ExecutionReport(execution.getId(), Order.of(parameters), execution.getStatus().name(),
				Ending.of(execution), reason.isEmpty() ? null : reason, instant(execution.getStartTime()),
				instant(execution.getEndTime()), total, counts(execution), failed, survey,
				parameters.prunes() ? pruned(execution) : null);
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

	private PruneCounts pruned(JobExecution execution) {
		return Stream.of(JobNames.PRUNE_LIST, JobNames.PRUNE_DELETE)
			.flatMap((name) -> step(execution, name).stream())
			.map((step) -> PruneCounts.from(step.getExecutionContext()))
			.reduce(PruneCounts.NONE, PruneCounts::plus);
	}

	/**
	 * A step of an execution, or of the last one of those that it resumed.
	 * @return empty if it was never begun
	 */
	public Optional<StepExecution> step(JobExecution execution, String name) {
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
