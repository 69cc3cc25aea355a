package dev.logarchiver.job;

import java.time.Clock;
import java.util.List;

import dev.logarchiver.audit.Reindexing;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.ledger.Uploads;
import dev.logarchiver.retention.ExecutionRetention;
import dev.logarchiver.store.LogStore;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The jobs. The scheduled one archives the last runs, finishes earlier ones, lists the
 * runs between them and those of the tick before, and archives those too; a backfill
 * lists runs of a range of time and archives them.
 */
@Configuration(proxyBeanMethods = false)
class ArchiveJobConfiguration {

	@Bean(JobNames.ARCHIVE)
	Job archive(JobBuilders builders, ObjectProvider<LastRunWork> lastRuns,
			ObjectProvider<UnfinishedRunWork> unfinished, ObjectProvider<CatchUpListing> catchUp,
			ObjectProvider<PendingRunWork> pending) {
		return archive(JobNames.ARCHIVE, builders, lastRuns, unfinished, catchUp, pending);
	}

	/** Does the same for a few Workers. */
	@Bean(JobNames.CALLBACKS)
	Job callbacks(JobBuilders builders, ObjectProvider<LastRunWork> lastRuns,
			ObjectProvider<UnfinishedRunWork> unfinished, ObjectProvider<CatchUpListing> catchUp,
			ObjectProvider<PendingRunWork> pending) {
		return archive(JobNames.CALLBACKS, builders, lastRuns, unfinished, catchUp, pending);
	}

	private static Job archive(String name, JobBuilders builders, ObjectProvider<LastRunWork> lastRuns,
			ObjectProvider<UnfinishedRunWork> unfinished, ObjectProvider<CatchUpListing> catchUp,
			ObjectProvider<PendingRunWork> pending) {
		return builders.job(name)
			.start(builders.step(JobNames.LAST_RUNS, lastRuns))
			.next(builders.step(JobNames.UNFINISHED, unfinished))
			.next(builders.step(JobNames.LISTING, catchUp))
			.next(builders.step(JobNames.FURTHER_RUNS, pending))
			.build();
	}

	@Bean(JobNames.BACKFILL)
	Job backfill(JobBuilders builders, ObjectProvider<BackfillListing> listing, ObjectProvider<PendingRunWork> pending,
			ObjectProvider<CoreClawClient> client) {
		return builders.job(JobNames.BACKFILL)
			.listener(new Courtesy(client))
			.start(builders.step(JobNames.LISTING, listing))
			.next(builders.step(JobNames.FURTHER_RUNS, pending))
			.build();
	}

	@Bean
	JobListeners jobListeners(StrayPartials strays, Reindexing reindexing, Uploads uploads, @Lazy LogStore store,
			RunningExecutions running, FormerParts formerParts, ReadBackListener readBack, ExecutionRetention retention,
			Clock clock) {
		Tidying tidying = new Tidying();
		return new JobListeners(
				List.of(new Journal(), new ReasonListener(), tidying, new ExecutionSweeper(retention, tidying),
						new UploadSweeper(uploads, store, running, formerParts, tidying, clock),
						new PartialSweeper(strays, reindexing, store, tidying), readBack));
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
