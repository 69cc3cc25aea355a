package dev.logarchiver.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The rule of {@code archiver.settle-after}: what counts as final because nothing changed
 * for long enough. By the platform's clock at both ends, and never when it isn't known.
 *
 * @param clock the platform's time; empty when it doesn't say
 * @param settleAfter how long is long enough
 */
public record Finality(Supplier<Optional<Instant>> clock, Duration settleAfter) {

	/** The platform's clock has whole seconds. */
	private static final Duration PRECISION = Duration.ofSeconds(1);

	/**
	 * The platform's time.
	 * @return the time; null when the platform doesn't say
	 */
	public @Nullable Instant now() {
		return this.clock.get().orElse(null);
	}

	/**
	 * Whether it is long enough since a time.
	 * @param since the time; null when it isn't known
	 * @return {@code true} if it surely is
	 */
	public boolean reachedSince(@Nullable Instant since) {
		return reached(since, now());
	}

	boolean reached(@Nullable Instant since, @Nullable Instant now) {
		return since != null && now != null && !since.plus(this.settleAfter).isAfter(now.plus(PRECISION));
	}

}
