package dev.logarchiver.job;

import java.util.Set;

import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.run.WorkerId;

/**
 * Workers with further runs to be archived than their last one.
 *
 * @param workers the Workers
 * @param first how many Workers have had their first run archived
 */
record FurtherWorkers(Set<WorkerId> workers, long first) {

	static final FurtherWorkers NONE = new FurtherWorkers(Set.of(), 0);

	boolean hold(WorkerResult result) {
		return result.item().entry() instanceof Listed listed && this.workers.contains(listed.worker());
	}

}
