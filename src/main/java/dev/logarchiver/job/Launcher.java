package dev.logarchiver.job;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.state.JobLock;
import dev.logarchiver.state.JobLocks;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/**
 * Starts executions and resumes them: with the lock of the job, or of its shard, after
 * dead ones were marked, and only with a store that is there and belongs to the ledger.
 */
@Component
class Launcher {

	private final JobOperator operator;

	private final JobRepository repository;

	private final BeanFactory beans;

	private final Prerequisites prerequisites;

	private final Executions executions;

	private final RunningExecutions running;

	private final Recovery recovery;

	private final JobLocks locks;

	Launcher(JobOperator operator, JobRepository repository, BeanFactory beans, Prerequisites prerequisites,
			Executions executions, RunningExecutions running, Recovery recovery, JobLocks locks) {
		this.operator = operator;
		this.repository = repository;
		this.beans = beans;
		this.prerequisites = prerequisites;
		this.executions = executions;
		this.running = running;
		this.recovery = recovery;
		this.locks = locks;
	}

	/**
	 * Starts an execution, or resumes the last one of the same identity.
	 * @param identity what identifies the execution's work
	 * @param completion completes the parameters of a first execution
	 * @param whenEnded receives the execution before the process may end
	 * @return the execution, or the recorded one that completed before
	 */
	ExecutionReport start(Parameters identity, UnaryOperator<Parameters> completion,
			Consumer<? super ExecutionReport> whenEnded) {
		Optional<ExecutionReport> recorded = completed(last(identity));
		if (recorded.isEmpty()) {
			try (JobLock lock = this.locks.acquire(identity.part().toString())) {
				// another process may have completed it meanwhile
				recorded = completed(last(identity));
				if (recorded.isEmpty()) {
					this.prerequisites.requireKey(identity);
					this.recovery.recoverDead(identity.part());
					JobExecution last = last(identity);
					Parameters parameters = (last != null) ? new Parameters(last.getJobParameters())
							: completion.apply(identity);
					this.prerequisites.require(parameters);
					return start((last != null) ? this.recovery.recoverHalfEnded(last) : parameters, lock, whenEnded);
				}
			}
		}
		whenEnded.accept(recorded.get());
		return recorded.get();
	}

	/** Resumes an execution that failed, was stopped or was killed. */
	ExecutionReport restart(JobExecution execution, Consumer<? super ExecutionReport> whenEnded) {
		JobPart part = new Parameters(execution.getJobParameters()).part();
		try (JobLock lock = this.locks.acquire(part.toString())) {
			JobExecution last = this.repository.getLastJobExecution(execution.getJobInstance());
			if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
				throw new ConfigurationException("Execution " + execution.getId()
						+ " has nothing left to resume: its tick completed with execution " + last.getId());
			}
			this.prerequisites.require(new Parameters(execution.getJobParameters()));
			this.recovery.recoverDead(part);
			return start(this.recovery.recoverHalfEnded((last != null) ? last : execution), lock, whenEnded);
		}
	}

	private @Nullable JobExecution last(Parameters identity) {
		return this.repository.getLastJobExecution(identity.jobName(), identity.values());
	}

	private Optional<ExecutionReport> completed(@Nullable JobExecution last) {
		return (last != null && last.getStatus() == BatchStatus.COMPLETED) ? this.executions.find(last.getId())
				: Optional.empty();
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
