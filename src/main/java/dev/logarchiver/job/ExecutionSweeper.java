package dev.logarchiver.job;

import dev.logarchiver.retention.ExecutionRetention;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/** Has old executions leave the job repository at the end of one. */
class ExecutionSweeper implements JobExecutionListener {

	private final ExecutionRetention retention;

	private final Tidying tidying;

	ExecutionSweeper(ExecutionRetention retention, Tidying tidying) {
		this.retention = retention;
		this.tidying = tidying;
	}

	/** Not after a signal, which leaves no time. */
	@Override
	public void afterJob(JobExecution execution) {
		if (execution.getStatus() == BatchStatus.COMPLETED || execution.getStatus() == BatchStatus.FAILED) {
			this.tidying.attempt("Removing old executions", this.retention::sweep);
		}
	}

}
