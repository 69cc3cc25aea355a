package dev.logarchiver.job;

import dev.logarchiver.coreclaw.CoreClawClient;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Has a job give way to others: what is past can wait, the ticks of a schedule can't.
 *
 * @param client makes the job's calls
 */
record Courtesy(ObjectProvider<CoreClawClient> client) implements JobExecutionListener {

	@Override
	public void beforeJob(JobExecution execution) {
		this.client.getObject().giveWay(true);
	}

	@Override
	public void afterJob(JobExecution execution) {
		this.client.getObject().giveWay(false);
	}

}
