package dev.logarchiver.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.run.Run;
import dev.logarchiver.store.Completeness;
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

	private boolean reached(@Nullable Instant since, @Nullable Instant now) {
		return since != null && now != null && !since.plus(this.settleAfter).isAfter(now.plus(PRECISION));
	}

	/**
	 * Whether a partial log is final: when its run has ended, or when its bytes stayed
	 * the same for long enough. An empty preview says nothing about a run that goes on.
	 * @param run the run as it is now
	 * @param partial the partial log
	 * @param looked when its bytes were looked at, or a little before
	 */
	boolean isReached(Run run, ArchivedLog partial, @Nullable Instant looked) {
		boolean nothingSeen = partial.completeness() == Completeness.PREVIEW && partial.text().size() == 0;
		return run.status().ended() || (!nothingSeen && reached(partial.unchangedSince(), looked));
	}

}
