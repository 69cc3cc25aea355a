package dev.logarchiver.job;

import java.time.Clock;
import java.util.List;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.audit.Reindexing;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.job.window.SlidingWindowTasklet;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.ledger.Uploads;
import dev.logarchiver.store.LogStore;

import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The jobs. The scheduled one archives the last runs, finishes earlier ones, lists the
 * runs between them and those of the tick before, and archives those too; a backfill
 * lists runs of a range of time and archives them.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class ArchiveJobConfiguration {

	private static final String STEP_EXECUTION = "#{stepExecution}";

	@Bean(JobNames.ARCHIVE)
	Job archive(JobRepository repository, JobListeners listeners, @Qualifier("lastRuns") Step lastRuns,
			@Qualifier("finishing") Step finishing, @Qualifier("catchUp") Step catchUp,
			@Qualifier("furtherRuns") Step furtherRuns) {
		return listeners.addTo(new JobBuilder(JobNames.ARCHIVE, repository))
			.start(lastRuns)
			.next(finishing)
			.next(catchUp)
			.next(furtherRuns)
			.build();
	}

	@Bean(JobNames.BACKFILL)
	Job backfill(JobRepository repository, JobListeners listeners, @Qualifier("backfillListing") Step listing,
			@Qualifier("furtherRuns") Step furtherRuns) {
		return listeners.addTo(new JobBuilder(JobNames.BACKFILL, repository)).start(listing).next(furtherRuns).build();
	}

	@Bean
	JobListeners jobListeners(Ledger ledger, StrayPartials strays, Reindexing reindexing, Uploads uploads,
			@Lazy LogStore store, RunningExecutions running, ReadBackListener readBack, Clock clock) {
		Tidying tidying = new Tidying();
		return new JobListeners(List.of(new Journal(), new ReasonListener(), tidying,
				new UploadSweeper(uploads, store, running, tidying, clock),
				new PartialSweeper(ledger, strays, reindexing, store, tidying), readBack));
	}

	@Bean
	Step lastRuns(JobRepository repository, PlatformTransactionManager transactions,
			@Qualifier("lastRunTasklet") SlidingWindowTasklet<?, ?> tasklet) {
		return step(JobNames.LAST_RUNS, repository, transactions, tasklet);
	}

	@Bean
	Step finishing(JobRepository repository, PlatformTransactionManager transactions,
			@Qualifier("finishingTasklet") SlidingWindowTasklet<?, ?> tasklet) {
		return step(JobNames.UNFINISHED, repository, transactions, tasklet);
	}

	@Bean
	Step catchUp(JobRepository repository, PlatformTransactionManager transactions,
			@Qualifier("catchUpTasklet") SlidingWindowTasklet<?, ?> tasklet) {
		return step(JobNames.LISTING, repository, transactions, tasklet);
	}

	@Bean
	Step backfillListing(JobRepository repository, PlatformTransactionManager transactions,
			@Qualifier("backfillTasklet") SlidingWindowTasklet<?, ?> tasklet) {
		return step(JobNames.LISTING, repository, transactions, tasklet);
	}

	@Bean
	Step furtherRuns(JobRepository repository, PlatformTransactionManager transactions,
			@Qualifier("furtherRunTasklet") SlidingWindowTasklet<?, ?> tasklet) {
		return step(JobNames.FURTHER_RUNS, repository, transactions, tasklet);
	}

	private static Step step(String name, JobRepository repository, PlatformTransactionManager transactions,
			SlidingWindowTasklet<?, ?> tasklet) {
		return new StepBuilder(name, repository).tasklet(tasklet, transactions).stream(tasklet).build();
	}

	@Bean
	@StepScope
	SlidingWindowTasklet<?, ?> lastRunTasklet(WorkFactory work, CoreClawClient client, ArchiveProperties settings,
			RunningExecutions running, @Value(STEP_EXECUTION) StepExecution step) {
		return new SlidingWindowTasklet<>(work.lastRuns(step), client, settings, running);
	}

	@Bean
	@StepScope
	SlidingWindowTasklet<?, ?> finishingTasklet(WorkFactory work, CoreClawClient client, ArchiveProperties settings,
			RunningExecutions running, @Value(STEP_EXECUTION) StepExecution step) {
		return new SlidingWindowTasklet<>(work.unfinished(step), client, settings, running);
	}

	@Bean
	@StepScope
	SlidingWindowTasklet<?, ?> catchUpTasklet(WorkFactory work, CoreClawClient client, ArchiveProperties settings,
			RunningExecutions running, @Value(STEP_EXECUTION) StepExecution step) {
		return new SlidingWindowTasklet<>(work.catchUp(step), client, settings, running);
	}

	@Bean
	@StepScope
	SlidingWindowTasklet<?, ?> backfillTasklet(WorkFactory work, CoreClawClient client, ArchiveProperties settings,
			RunningExecutions running, @Value(STEP_EXECUTION) StepExecution step) {
		return new SlidingWindowTasklet<>(work.backfill(step), client, settings, running);
	}

	@Bean
	@StepScope
	SlidingWindowTasklet<?, ?> furtherRunTasklet(WorkFactory work, CoreClawClient client, ArchiveProperties settings,
			RunningExecutions running, @Value(STEP_EXECUTION) StepExecution step) {
		return new SlidingWindowTasklet<>(work.pendingRuns(step), client, settings, running);
	}

	/**
	 * What both jobs do before and after their steps.
	 *
	 * @param listeners in the order in which they are called before a job
	 */
	record JobListeners(List<JobExecutionListener> listeners) {

		JobBuilder addTo(JobBuilder job) {
			this.listeners.forEach(job::listener);
			return job;
		}

	}

}
