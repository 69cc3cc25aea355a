package dev.logarchiver.job;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.job.ArchiveJobConfiguration.JobListeners;
import dev.logarchiver.job.window.SlidingWindowTasklet;
import dev.logarchiver.job.window.WindowWork;

import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds jobs whose steps are windows over items. */
@Component
class JobBuilders {

	private final JobRepository repository;

	private final PlatformTransactionManager transactions;

	private final JobListeners listeners;

	private final ExecutionHost host;

	private final ArchiveProperties settings;

	JobBuilders(JobRepository repository, PlatformTransactionManager transactions, JobListeners listeners,
			RunningExecutions running, ObjectProvider<CoreClawClient> client, ArchiveProperties settings) {
		this.repository = repository;
		this.transactions = transactions;
		this.listeners = listeners;
		this.host = new ExecutionHost(running, client);
		this.settings = settings;
	}

	JobBuilder job(String name) {
		return this.listeners.addTo(new JobBuilder(name, this.repository));
	}

	/**
	 * Builds a step.
	 * @param name its name in the job repository
	 * @param work its work, one for each execution of the step
	 * @return the step
	 */
	<T, R> Step step(String name, ObjectProvider<? extends WindowWork<T, R>> work) {
		SlidingWindowTasklet<T, R> tasklet = new SlidingWindowTasklet<>(work::getObject, this.host,
				this.settings.concurrency(), this.settings.drainTimeout());
		return new StepBuilder(name, this.repository).tasklet(tasklet, this.transactions).stream(tasklet).build();
	}

}
