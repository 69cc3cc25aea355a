package dev.logarchiver.job;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.job.window.WindowHost;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The process around a step: it may have to stop, and may lose the job's lock.
 *
 * @param running the executions of this process
 * @param client what items wait for
 */
record ExecutionHost(RunningExecutions running, ObjectProvider<CoreClawClient> client) implements WindowHost {

	@Override
	public boolean isStopping() {
		return this.running.areToStop();
	}

	@Override
	public void requireOwnership() {
		this.running.lock().requireHeld();
	}

	@Override
	public void cut() {
		this.client.getObject().abort();
	}

}
