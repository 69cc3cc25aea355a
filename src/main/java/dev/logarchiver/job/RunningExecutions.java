package dev.logarchiver.job;

import java.util.Objects;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.logarchiver.state.JobLock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the executions of this process to stop when the process is to end, before anything
 * that they need is closed, and waits until they have ended and said so.
 */
@Component
class RunningExecutions implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(RunningExecutions.class);

	private static final long LONGEST_WAIT_SECONDS = 25;

	private final Phaser work = new Phaser(1);

	private volatile boolean stopping;

	private volatile @Nullable JobLock lock;

	/**
	 * Keeps the process from closing the database until the work has ended.
	 * @param lock the lock of the job that it belongs to
	 * @return closed when the work has ended
	 */
	Work begin(JobLock lock) {
		this.lock = lock;
		this.work.register();
		return this.work::arriveAndDeregister;
	}

	/** Whether nothing new is to be begun. */
	public boolean areToStop() {
		return this.stopping;
	}

	/** The lock of the job that is running. */
	public JobLock lock() {
		return Objects.requireNonNull(this.lock, "no execution was begun");
	}

	@Override
	public void stop() {
		this.stopping = true;
		int phase = this.work.arriveAndDeregister();
		try {
			this.work.awaitAdvanceInterruptibly(phase, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException ex) {
			logger.warn("The execution did not end in time: 'restart' resumes it where it left off");
		}
	}

	@Override
	public void start() {
		// There is nothing to start: executions are started by commands.
	}

	@Override
	public boolean isRunning() {
		return !this.stopping;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

	/** Work under way. */
	interface Work extends AutoCloseable {

		@Override
		void close();

	}

}
