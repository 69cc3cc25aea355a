package dev.logarchiver.job;

import dev.logarchiver.coreclaw.CoreClawException;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Keeps with a failed execution why it failed, in words for a person.
 */
class ReasonListener implements JobExecutionListener {

	static final String KEY_REJECTED = "KEY_REJECTED";

	@Override
	public void afterJob(JobExecution execution) {
		if (execution.getStatus() == BatchStatus.FAILED) {
			Throwable cause = execution.getAllFailureExceptions().stream().findFirst().orElse(null);
			execution.setExitStatus(switch (cause) {
				case null -> new ExitStatus(ExitStatus.FAILED.getExitCode(), "the reason is not known");
				case CoreClawException ex when ex.kind() == CoreClawException.Kind.KEY_REJECTED ->
					new ExitStatus(KEY_REJECTED, String.valueOf(ex.getMessage()));
				default -> new ExitStatus(ExitStatus.FAILED.getExitCode(), describe(cause));
			});
		}
		if (execution.getStatus() == BatchStatus.STOPPED) {
			execution.setExitStatus(new ExitStatus(ExitStatus.STOPPED.getExitCode(), "stopped by a signal"));
		}
	}

	private static String describe(Throwable cause) {
		String message = cause.getMessage();
		return (message != null) ? message : cause.getClass().getSimpleName();
	}

}
