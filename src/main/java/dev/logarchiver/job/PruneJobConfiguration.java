package dev.logarchiver.job;

import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.Journal;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The job that lets go of logs: it lists them, and deletes what it listed. */
@Configuration(proxyBeanMethods = false)
class PruneJobConfiguration {

	@Bean(JobNames.PRUNE)
	Job prune(JobRepository repository, PlatformTransactionManager transactions, RunningExecutions running,
			ObjectProvider<PruneListing> listing, ObjectProvider<PruneDeletion> deletion) {
		Step list = new StepBuilder(JobNames.PRUNE_LIST, repository).tasklet((contribution, _) -> {
			running.lock().requireHeld();
			listing.getObject().list(contribution.getStepExecution().getExecutionContext());
			return RepeatStatus.FINISHED;
		}, transactions).build();
		Step delete = new StepBuilder(JobNames.PRUNE_DELETE, repository).tasklet((contribution, _) -> {
			if (running.areToStop()) {
				contribution.getStepExecution().setTerminateOnly();
				return RepeatStatus.CONTINUABLE;
			}
			running.lock().requireHeld();
			return RepeatStatus.continueIf(deletion.getObject().next());
		}, transactions).build();
		return new JobBuilder(JobNames.PRUNE, repository).listener(new Journal())
			.listener(new ReasonListener())
			.start(list)
			.next(delete)
			.build();
	}

}
