package dev.logarchiver.survey;

import java.time.Instant;

import dev.logarchiver.execution.JobPart;
import org.jspecify.annotations.Nullable;

/**
 * The execution that a survey is made for.
 *
 * @param part the job, or the shard of it
 * @param tick the tick that it stands for; null where it has none
 * @param instance the job instance
 * @param execution the job execution
 * @param list the kept list
 * @param entries how many Workers and bad lines the list has
 * @param force whether every Worker is to be asked
 * @param catchUp whether the runs between two ticks are wanted: only then do the marks of
 * surveys mean anything
 */
public record SurveyOrder(JobPart part, @Nullable Instant tick, long instance, long execution, long list, long entries,
		boolean force, boolean catchUp) {

	/** How many lists like this one make up the list of the tick. */
	int shards() {
		return (this.part.shard() != null) ? this.part.shard().count() : 1;
	}

}
