package dev.logarchiver.job;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.logarchiver.audit.Ownership;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.KnownWorkers;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.state.BusyException;
import dev.logarchiver.state.JobLock;
import dev.logarchiver.state.JobLocks;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Starts executions of the job and takes them up again.
 */
@Component
public class Archiver {

	private final JobOperator operator;

	private final JobRepository repository;

	private final BeanFactory beans;

	private final ObjectProvider<CoreClawClient> client;

	private final ObjectProvider<LogStore> store;

	private final Ownership ownership;

	private final WorkerLists lists;

	private final KnownWorkers knownWorkers;

	private final Executions executions;

	private final RunningExecutions running;

	private final Recovery recovery;

	private final JobLocks locks;

	private final Clock clock;

	Archiver(JobOperator operator, JobRepository repository, BeanFactory beans, ObjectProvider<CoreClawClient> client,
			ObjectProvider<LogStore> store, Ownership ownership, WorkerLists lists, KnownWorkers knownWorkers,
			Executions executions, RunningExecutions running, Recovery recovery, JobLocks locks, Clock clock) {
		this.operator = operator;
		this.repository = repository;
		this.beans = beans;
		this.client = client;
		this.store = store;
		this.ownership = ownership;
		this.lists = lists;
		this.knownWorkers = knownWorkers;
		this.executions = executions;
		this.running = running;
		this.recovery = recovery;
		this.locks = locks;
		this.clock = clock;
	}

	/**
	 * Runs the scheduled job for a tick. A tick that completed before is not run again;
	 * one that didn't is taken up where it stood, with the list that it was started with.
	 * @param request what to do
	 * @param whenEnded receives the execution before the process may end
	 * @return the execution, or the recorded one of a tick that completed before
	 * @throws ConfigurationException if something must be changed before a start
	 * @throws BusyException if another process runs the same job
	 */
	public ExecutionReport run(RunRequest request, Consumer<? super ExecutionReport> whenEnded) {
		Instant tick = (request.scheduledAt() != null) ? request.scheduledAt()
				: this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		return start(
				request.job(), Parameters.tick(request.job(), tick), (identity) -> identity
					.startedWith(this.lists.keep(request.workers()).listId(), request.force(), request.catchUp()),
				whenEnded);
	}

	/**
	 * Archives past runs. The same range and filters are taken for the same backfill: one
	 * that completed is not run again, one that didn't is taken up where it stood. One
	 * until now is taken up with the "now" that it was started with.
	 * @param request what to do
	 * @param whenEnded receives the execution before the process may end
	 * @return the execution, or the recorded one of a backfill that completed before
	 * @throws ConfigurationException if something must be changed before a start
	 * @throws BusyException if another process runs the same job
	 */
	public ExecutionReport backfill(BackfillRequest request, Consumer<? super ExecutionReport> whenEnded) {
		Instant now = this.clock.instant();
		RunSpan span = request.span(now);
		long list = this.lists.keep(request.workers()).listId();
		Parameters identity = Parameters.backfill(request.job(), span, list, request.endsAt(now));
		Parameters begun = request.endsAt(now) ? begunUntilNow(identity) : identity;
		return start(request.job(), begun, UnaryOperator.identity(), whenEnded);
	}

	private Parameters begunUntilNow(Parameters identity) {
		return this.executions.newestUnfinished(identity.jobName(), identity::sameUntilNow)
			.map((last) -> new Parameters(last.getJobParameters()))
			.orElse(identity);
	}

	private ExecutionReport start(String job, Parameters identity, UnaryOperator<Parameters> completion,
			Consumer<? super ExecutionReport> whenEnded) {
		Optional<ExecutionReport> recorded = completed(last(identity));
		if (recorded.isEmpty()) {
			try (JobLock lock = this.locks.acquire(job)) {
				// another process may have completed it meanwhile
				recorded = completed(last(identity));
				if (recorded.isEmpty()) {
					CoreClawClient platform = this.client.getObject();
					this.recovery.recoverDead(job);
					JobExecution last = last(identity);
					Parameters parameters = (last != null) ? new Parameters(last.getJobParameters())
							: completion.apply(identity);
					know(parameters, platform);
					check();
					return (last != null) ? start(last, lock, whenEnded) : start(parameters, lock, whenEnded);
				}
			}
		}
		whenEnded.accept(recorded.get());
		return recorded.get();
	}

	/**
	 * Takes up an execution that failed, was stopped or was killed.
	 * @param id its number; the newest such execution where null
	 * @param whenEnded receives the execution before the process may end
	 * @return the execution that took it up
	 * @throws ConfigurationException if there is none, or if it completed
	 * @throws BusyException if another process runs the same job
	 */
	public ExecutionReport restart(@Nullable Long id, Consumer<? super ExecutionReport> whenEnded) {
		JobExecution execution = (id != null) ? existing(id)
				: this.executions.newestUnfinished()
					.orElseThrow(() -> new ConfigurationException(
							"There is nothing to restart: every execution completed (see 'executions')"));
		String job = new Parameters(execution.getJobParameters()).job();
		try (JobLock lock = this.locks.acquire(job)) {
			JobExecution last = this.repository.getLastJobExecution(execution.getJobInstance());
			if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
				throw new ConfigurationException("Execution " + execution.getId()
						+ " has nothing left to take up: its tick completed with execution " + last.getId());
			}
			know(new Parameters(execution.getJobParameters()), this.client.getObject());
			check();
			this.recovery.recoverDead(job);
			return start((last != null) ? last : execution, lock, whenEnded);
		}
	}

	private @Nullable JobExecution last(Parameters identity) {
		return this.repository.getLastJobExecution(identity.jobName(), identity.values());
	}

	private Optional<ExecutionReport> completed(@Nullable JobExecution last) {
		return (last != null && last.getStatus() == BatchStatus.COMPLETED) ? this.executions.find(last.getId())
				: Optional.empty();
	}

	private JobExecution existing(long id) {
		return this.executions.execution(id)
			.orElseThrow(() -> new ConfigurationException("There is no execution " + id + ": 'executions' lists them"));
	}

	/**
	 * Looks at the store before anything starts, and whether it is that of the ledger.
	 */
	private void check() {
		this.store.getObject().check();
		this.ownership.claim();
	}

	/**
	 * From now on no run of the list's Workers may be missed, even if nothing else of the
	 * execution comes about, because the store is out of reach or the process is killed.
	 */
	private void know(Parameters parameters, CoreClawClient platform) {
		if (!parameters.backfills()) {
			this.knownWorkers.know(parameters.list(), platform.time().orElse(null));
		}
	}

	private ExecutionReport start(JobExecution last, JobLock lock, Consumer<? super ExecutionReport> whenEnded) {
		this.recovery.recoverHalfEnded(last.getId());
		return start(new Parameters(last.getJobParameters()), lock, whenEnded);
	}

	private ExecutionReport start(Parameters parameters, JobLock lock, Consumer<? super ExecutionReport> whenEnded) {
		try (RunningExecutions.Work _ = this.running.begin(lock)) {
			Job job = this.beans.getBean(parameters.jobName(), Job.class);
			JobExecution execution = this.operator.start(job, parameters.values());
			ExecutionReport report = this.executions.find(execution.getId()).orElseThrow();
			Journal.ended(report);
			whenEnded.accept(report);
			return report;
		}
		catch (org.springframework.batch.core.job.JobExecutionException ex) {
			throw new IllegalStateException("The job repository refuses to start the execution", ex);
		}
	}

}
