package dev.logarchiver.execution.history;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How fresh the archive is.
 *
 * @param workers the Workers, the worst first
 * @param execution the newest execution of the scheduled job that completed, if any
 * @param completedAt when it completed
 * @param overdue whether none has completed for longer than expected
 */
public record FreshnessReport(List<WorkerFreshness> workers, @Nullable Long execution, @Nullable Instant completedAt,
		boolean overdue) {

	/**
	 * Whether nothing is wrong.
	 * @return {@code false} if a Worker or the job itself is stale, or no execution has
	 * completed yet
	 */
	public boolean fresh() {
		return this.execution != null && !this.overdue && this.workers.stream().noneMatch(WorkerFreshness::stale);
	}

}
