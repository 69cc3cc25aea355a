package dev.logarchiver.job;

import java.time.Clock;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.Uploads;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.Spool;

import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The archiving job: one step, from the list of Workers to the ledger.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class ArchiveJobConfiguration {

	static final String JOB = "archive";

	static final String STEP = "archive-logs";

	@Bean
	Job archive(JobRepository repository, Step archiveLogs, Ledger ledger, Uploads uploads, @Lazy LogStore store,
			RunningExecutions running, Clock clock) {
		return new JobBuilder(JOB, repository).listener(new ReasonListener())
			.listener(new UploadSweeper(uploads, store, running, clock))
			.listener(new PartialSweeper(ledger, store))
			.start(archiveLogs)
			.build();
	}

	@Bean
	Step archiveLogs(JobRepository repository, PlatformTransactionManager transactions, SlidingWindowTasklet tasklet) {
		return new StepBuilder(STEP, repository).tasklet(tasklet, transactions).stream(tasklet).build();
	}

	@Bean
	@StepScope
	SlidingWindowTasklet archiveTasklet(CoreClawClient client, LogStore store, Spool spool, Ledger ledger,
			Failures failures, WorkerLists lists, ArchiveProperties settings, RunningExecutions running, Clock clock,
			ApplicationEventPublisher events, @Value("#{stepExecution.jobExecution.jobInstanceId}") long instance,
			@Value("#{stepExecution.jobExecutionId}") long execution, @Value("#{jobParameters['list']}") long list,
			@Value("#{jobParameters['force']}") boolean force) {
		RunLocator locator = new RunLocator(client, ledger, clock, settings.settleAfter(), force);
		RunLogFetcher fetcher = new RunLogFetcher(client, locator, spool, clock, settings.settleAfter());
		ObjectWriter objects = new ObjectWriter(store, spool, clock, execution);
		long total = lists.find(list).orElseThrow().entries();
		return new SlidingWindowTasklet(new WorkerListReader(lists, list),
				new RunLogProcessor(locator, fetcher::fetch, ledger, client::answers),
				new LogWriter(objects, ledger, failures, clock, instance, execution), client, settings, running,
				(counts) -> events.publishEvent(new Progress(counts, total)));
	}

}
