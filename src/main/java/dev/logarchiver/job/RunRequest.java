package dev.logarchiver.job;

import java.time.Instant;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.intake.WorkerList;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the scheduled job is to do.
 *
 * @param job the job's name
 * @param scheduledAt the tick that it stands for; now where null
 * @param force how far to go with what is final in the ledger
 * @param catchUp whether to archive also the runs between the last ones
 * @param workers the Workers, or a shard of them
 */
public record RunRequest(String job, @Nullable Instant scheduledAt, Force force, boolean catchUp, WorkerList workers) {

	public RunRequest {
		JobProperties.requireName(job);
	}

	public JobPart part() {
		return new JobPart(this.job, this.workers.shard());
	}

}
