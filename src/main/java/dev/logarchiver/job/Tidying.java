package dev.logarchiver.job;

import java.util.concurrent.CancellationException;

import dev.logarchiver.failure.OutOfReachException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Tidies up, where that can be done: what can't be deleted is a warning once an
 * execution, and never its end.
 */
class Tidying implements JobExecutionListener {

	private static final Log logger = LogFactory.getLog(Tidying.class);

	/** Where so many failed in a row, the rest would too. */
	private static final int IN_VAIN = 20;

	private int failures;

	private int inARow;

	private boolean inVain;

	private @Nullable String first;

	@Override
	public void beforeJob(JobExecution execution) {
		this.failures = 0;
		this.inARow = 0;
		this.inVain = false;
		this.first = null;
	}

	/** Tells in the end what could not be tidied up. */
	@Override
	public void afterJob(JobExecution execution) {
		if (this.first != null) {
			logger.warn(((this.failures == 1) ? "Something" : this.failures + " things")
					+ " could not be tidied up; the next execution tries again: " + this.first);
		}
	}

	/**
	 * Whether it is worth trying.
	 * @return {@code false} once so much failed that nothing seems to be permitted
	 */
	boolean isWorthwhile() {
		return !this.inVain;
	}

	/**
	 * Tries to tidy something up.
	 * @param what what is being done, for people
	 * @param work the work
	 * @return whether it is done
	 */
	boolean attempt(String what, Runnable work) {
		try {
			work.run();
			this.inARow = 0;
			return true;
		}
		catch (RuntimeException ex) {
			this.failures++;
			this.inARow++;
			this.inVain |= this.inARow >= IN_VAIN || ex instanceof OutOfReachException
					|| ex instanceof CancellationException;
			if (this.first == null) {
				this.first = what + ": " + ex.getMessage();
			}
			logger.debug(what + " failed", ex);
			return false;
		}
	}

}
