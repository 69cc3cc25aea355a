package dev.logarchiver.execution;

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
 * @param statuses the states that are wanted; all if empty
 */
public record RunSpan(Instant from, Instant to, boolean open, Set<RunStatus> statuses) {

	/** A run may be written down a little later than its ID was made. */
	private static final Duration MARGIN = Duration.ofHours(1);

	public RunSpan {
		statuses = Set.copyOf(statuses);
	}

	/** All runs from one time to another, and later ones that happen to be listed. */
	public static RunSpan from(Instant from, Instant to) {
		return new RunSpan(from, to, true, Set.of());
	}

	/** What has to be listed so that none of them is missed. */
	public List<ListingWindow> windows() {
		return ListingWindow.covering(this.from, this.open ? this.to : this.to.plus(MARGIN));
	}

	/** The state that the platform can filter by. */
	public @Nullable RunStatus filter() {
		return (this.statuses.size() == 1) ? this.statuses.iterator().next() : null;
	}

	/** Whether a run is in a state that is wanted. */
	public boolean wants(Run run) {
		return this.statuses.isEmpty() || this.statuses.contains(run.status());
	}

	/**
	 * Whether a run that was listed belongs to the range, so that nobody has to ask
	 * whether it was written down later: windows end with a day.
	 */
	public boolean surelyCovers(Run run) {
		return this.open || run.createdAt().filter((time) -> time.isBefore(this.to)).isPresent();
	}

	/** The part of a window that lies behind the range. */
	public Optional<ListingWindow> behind(ListingWindow window) {
		return window.from(this.to);
	}

}
