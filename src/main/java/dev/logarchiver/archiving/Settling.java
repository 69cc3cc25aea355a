package dev.logarchiver.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes final because nothing changed for long enough: by the platform's
 * clock at both ends, and never where it isn't known.
 *
 * @param clock the platform's time; empty where it doesn't tell
 * @param after how long is long enough
 */
public record Settling(Supplier<Optional<Instant>> clock, Duration after) {

	/** The platform tells the time in whole seconds. */
	private static final Duration PRECISION = Duration.ofSeconds(1);

	public @Nullable Instant now() {
		return this.clock.get().orElse(null);
	}

	/**
	 * Whether it is long enough since a time.
	 * @param since the time; null where it isn't known
	 */
	public boolean passedSince(@Nullable Instant since) {
		return passed(since, now());
	}

	boolean passed(@Nullable Instant since, @Nullable Instant now) {
		return since != null && now != null && !since.plus(this.after).isAfter(now.plus(PRECISION));
	}

}
