package dev.logarchiver.job;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;

import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.execution.Parameters;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
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

	private final Executions executions;

	private final FormerParts formerParts;

	Recovery(JobOperator operator, JobRepository repository, Executions executions, FormerParts formerParts) {
		this.operator = operator;
		this.repository = repository;
		this.executions = executions;
		this.formerParts = formerParts;
	}

	/**
	 * Marks the executions of a part of a job whose process died, and those of parts that
	 * there are no more.
	 * @param own the part that this process has the lock of
	 */
	void recoverDead(JobPart own) {
		JobNames.JOBS.stream().flatMap((name) -> this.executions.running(name).stream()).forEach((execution) -> {
			JobPart part = new Parameters(execution.getJobParameters()).part();
			if (part.equals(own)) {
				this.operator.recover(execution);
			}
			else {
				this.formerParts.tidy(own, part, () -> recoverIfDead(execution.getId()));
			}
		});
	}

	/** It may have ended just before its lock was free. */
	private void recoverIfDead(long id) {
		this.executions.execution(id).filter(JobExecution::isRunning).ifPresent(this.operator::recover);
	}

	/**
	 * Marks an execution that lost the database at its end, and so may have steps of
	 * which it isn't known how they ended, or that seem to run. Spring Batch refuses to
	 * go on with those; here that is fine, because counts, position and ledger rows are
	 * committed together.
	 * @param last the last execution of a tick
	 * @return what it was started with
	 */
	Parameters recoverHalfEnded(JobExecution last) {
		JobExecution execution = Objects.requireNonNull(this.repository.getJobExecution(last.getId()));
		for (StepExecution step : execution.getStepExecutions()) {
			if (step.getStatus() == BatchStatus.UNKNOWN || step.getStatus().isRunning()) {
				step.setStatus(BatchStatus.FAILED);
				step.setExitStatus(ExitStatus.FAILED);
				step.setEndTime(now());
				this.repository.update(step);
			}
		}
		if (execution.getStatus() == BatchStatus.UNKNOWN) {
			execution.setStatus(BatchStatus.FAILED);
			execution.setEndTime(now());
			this.repository.update(execution);
		}
		return new Parameters(last.getJobParameters());
	}

	private static LocalDateTime now() {
		return LocalDateTime.now(ZoneId.systemDefault());
	}

}
