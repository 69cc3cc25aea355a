package dev.logarchiver.job;

import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.execution.JobNames;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Keeps with a failed execution why it failed, in words for a person. */
class ReasonListener implements JobExecutionListener {

	@Override
	public void afterJob(JobExecution execution) {
		if (execution.getStatus() == BatchStatus.UNKNOWN) {
			// the database went away in the middle of a commit, which a restart copes
			// with
			execution.setStatus(BatchStatus.FAILED);
		}
		if (execution.getStatus() == BatchStatus.FAILED) {
			Throwable cause = execution.getAllFailureExceptions().stream().findFirst().orElse(null);
			execution.setExitStatus(switch (cause) {
				case null -> failed("the reason is not known");
				case CoreClawException ex when ex.kind() == CoreClawException.Kind.KEY_REJECTED ->
					new ExitStatus(JobNames.KEY_REJECTED, String.valueOf(ex.getMessage()));
				case DataAccessException ex ->
					failed("the database can't be used: " + describe(ex.getMostSpecificCause()));
				case TransactionException ex ->
					failed("the database can't be used: " + describe(ex.getMostSpecificCause()));
				default -> failed(describe(cause));
			});
		}
		if (execution.getStatus() == BatchStatus.STOPPED) {
			execution.setExitStatus(new ExitStatus(ExitStatus.STOPPED.getExitCode(), "stopped by a signal"));
		}
	}

	private static ExitStatus failed(String reason) {
		return new ExitStatus(ExitStatus.FAILED.getExitCode(), reason);
	}

	/** The first line says it all: PostgreSQL goes on with the place in its own code. */
	private static String describe(Throwable cause) {
		String message = cause.getMessage();
		return (message != null) ? message.lines().findFirst().orElse("") : cause.getClass().getSimpleName();
	}

}
