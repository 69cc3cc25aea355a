package dev.logarchiver.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of a Worker are wanted: those that the platform lists for a range of time.
 * It files a run under the time when it wrote it down, and the time in the run's ID may
 * be any other; only what both put behind the range isn't wanted.
 *
 * @param from the earliest time
 * @param to the time that all of them lie before
 * @param open whether what was created since then is wanted too
 * @param statuses the states that are wanted; all where empty
 */
record RunSpan(Instant from, Instant to, boolean open, Set<RunStatus> statuses) {

	/**
	 * A run may be written down a little later than its ID was made.
	 */
	private static final Duration MARGIN = Duration.ofHours(1);

	RunSpan {
		statuses = Set.copyOf(statuses);
	}

	/**
	 * All runs from one time to another, and later ones that happen to be listed.
	 */
	static RunSpan from(Instant from, Instant to) {
		return new RunSpan(from, to, true, Set.of());
	}

	/**
	 * What has to be listed so that none of them is missed.
	 */
	List<ListingWindow> windows() {
		return ListingWindow.covering(this.from, this.open ? this.to : this.to.plus(MARGIN));
	}

	/**
	 * The state that the platform can filter by.
	 */
	@Nullable RunStatus filter() {
		return (this.statuses.size() == 1) ? this.statuses.iterator().next() : null;
	}

	/**
	 * Whether a run is in a state that is wanted.
	 */
	boolean wants(Run run) {
		return this.statuses.isEmpty() || this.statuses.contains(run.status());
	}

	/**
	 * Whether a run that was listed belongs to the range, so that nobody has to ask
	 * whether it was written down later: windows end with a day.
	 */
	boolean surelyCovers(Run run) {
		return this.open || run.createdAt().filter((time) -> time.isBefore(this.to)).isPresent();
	}

	/**
	 * The part of a window that lies behind the range.
	 */
	Optional<ListingWindow> behind(ListingWindow window) {
		return window.from(this.to);
	}

}
