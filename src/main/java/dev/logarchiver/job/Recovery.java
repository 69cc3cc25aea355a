package dev.logarchiver.job;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/**
 * Marks executions that had no chance to say how they ended as failed, so that they can
 * be taken up. Only for whoever has the job's lock: then none of them can be alive.
 */
@Component
class Recovery {

	private final JobOperator operator;

	private final JobRepository repository;

	Recovery(JobOperator operator, JobRepository repository) {
		this.operator = operator;
		this.repository = repository;
	}

	/**
	 * Marks the executions of a job whose process died.
	 * @param job the job's name
	 */
	void recoverDead(String job) {
		ArchiveJobConfiguration.JOBS.stream()
			.flatMap((name) -> this.repository.findRunningJobExecutions(name).stream())
			.filter((execution) -> job.equals(new Parameters(execution.getJobParameters()).job()))
			.forEach(this.operator::recover);
	}

	/**
	 * Marks an execution that lost the database in the middle of a commit. Spring Batch
	 * doesn't know whether that commit went through and refuses to go on; here both are
	 * fine, because counts, position and ledger rows are committed together.
	 * @param id the last execution of a tick
	 */
	void recoverUnknown(long id) {
		JobExecution execution = Objects.requireNonNull(this.repository.getJobExecution(id));
		for (StepExecution step : execution.getStepExecutions()) {
			if (step.getStatus() == BatchStatus.UNKNOWN) {
				step.setStatus(BatchStatus.FAILED);
				this.repository.update(step);
			}
		}
		if (execution.getStatus() == BatchStatus.UNKNOWN) {
			execution.setStatus(BatchStatus.FAILED);
			execution.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
			this.repository.update(execution);
		}
	}

}
