package dev.logarchiver.job;

import java.time.Instant;

import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.retention.MaxDelete;
import dev.logarchiver.retention.PruneScope;
import org.jspecify.annotations.Nullable;

/**
 * What a prune is to do.
 *
 * @param job the job's name
 * @param scheduledAt the tick that it stands for, from which the rules count; now where
 * null
 * @param scope what it is about
 * @param maxDelete how much it may delete
 */
public record PruneRequest(String job, @Nullable Instant scheduledAt, PruneScope scope, MaxDelete maxDelete) {

	public PruneRequest {
		JobProperties.requireName(job);
	}

}
