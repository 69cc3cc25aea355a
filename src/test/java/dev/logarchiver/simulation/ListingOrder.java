package dev.logarchiver.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * In which order a listing shows runs, which nobody promises.
 */
public enum ListingOrder {

	/** As the platform was seen to do it. */
	NEWEST_FIRST(Comparator.comparing(SimulatedRun::createdAt).thenComparing(SimulatedRun::slug).reversed()),
	/** The other way round. */
	OLDEST_FIRST(NEWEST_FIRST.comparator.reversed()),
	/** By the time at which they started, those that haven't last. */
	STARTED(Comparator.comparing((SimulatedRun run) -> Objects.requireNonNullElse(run.startedAt(), Instant.MIN))
		.thenComparing(SimulatedRun::slug)
		.reversed()),
	/** In no order, but always the same. */
	SHUFFLED(Comparator.comparingLong((run) -> Ulid.seed(run.slug())));

	@SuppressWarnings("ImmutableEnumChecker")
	private final Comparator<SimulatedRun> comparator;

	ListingOrder(Comparator<SimulatedRun> comparator) {
		this.comparator = comparator;
	}

	Comparator<SimulatedRun> comparator() {
		return this.comparator;
	}

}
