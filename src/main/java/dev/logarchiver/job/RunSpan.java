package dev.logarchiver.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of a Worker are wanted: those of a range of time. A run whose time is not
 * known is wanted wherever the platform lists it.
 *
 * @param from the earliest time
 * @param to the time that all of them lie before
 * @param statuses the states that are wanted; all where empty
 */
record RunSpan(Instant from, Instant to, Set<RunStatus> statuses) {

	/**
	 * The platform files a run under the time when it wrote it down, which may differ a
	 * little from the time in its ID.
	 */
	private static final Duration MARGIN = Duration.ofHours(1);

	RunSpan {
		statuses = Set.copyOf(statuses);
	}

	/**
	 * What has to be listed so that none of them is missed.
	 */
	List<ListingWindow> windows() {
		return ListingWindow.covering(this.from.minus(MARGIN), this.to.plus(MARGIN));
	}

	/**
	 * The state that the platform can filter by.
	 */
	@Nullable RunStatus filter() {
		return (this.statuses.size() == 1) ? this.statuses.iterator().next() : null;
	}

	boolean wants(Run run) {
		boolean status = this.statuses.isEmpty() || this.statuses.contains(run.status());
		return status
				&& run.createdAt().map((time) -> !time.isBefore(this.from) && time.isBefore(this.to)).orElse(true);
	}

}
