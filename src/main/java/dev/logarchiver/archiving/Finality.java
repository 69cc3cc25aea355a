package dev.logarchiver.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.logarchiver.archiving.Fetch.Confirmed;
import dev.logarchiver.archiving.Fetch.Nothing;
import dev.logarchiver.archiving.FetchedLog.Provenance;
import dev.logarchiver.archiving.Location.Located;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.run.Run;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.spool.SpooledLog;
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
	 * Compares a text with what is archived of its run.
	 * @param located the run as it is now
	 * @param text the text; its receiver closes it if it is to be stored
	 * @param provenance where it comes from
	 * @param looked when its bytes were looked at, or a little before
	 */
	Fetch judge(Located located, SpooledLog text, Provenance provenance, @Nullable Instant looked) {
		ArchivedLog last = located.known().isEmpty() ? null : located.known().getLast();
		if (last == null || !last.text().sha256().equals(text.sha256())) {
			return new FetchedLog(located.worker(), located.run(), text, provenance, located.known(),
					located.run().status().ended());
		}
		if (!last.isFinal() && isReached(located.run(), last, looked)) {
			return new FetchedLog(located.worker(), located.run(), text, provenance, located.known(), true);
		}
		text.close();
		return new Nothing(last.isFinal() ? new Unchanged(false) : goesOn(last));
	}

	/** Decides about a partial log whose bytes are still the same. */
	Fetch judge(Located located, ArchivedLog partial, @Nullable Instant looked) {
		return isReached(located.run(), partial, looked)
				? new Confirmed(located.worker(), located.run(), partial, located.requestId())
				: new Nothing(goesOn(partial));
	}

	/**
	 * A partial log is final when its run has ended, or when its bytes stayed the same
	 * for long enough. An empty preview says nothing about a run that goes on.
	 */
	private boolean isReached(Run run, ArchivedLog partial, @Nullable Instant looked) {
		boolean nothingSeen = partial.completeness() == Completeness.PREVIEW && partial.text().size() == 0;
		return run.status().ended() || (!nothingSeen && reached(partial.unchangedSince(), looked));
	}

	/** From now on the bytes are known to be the same, unless it was known before. */
	private Unchanged goesOn(ArchivedLog partial) {
		Instant now = now();
		return (partial.unchangedSince() == null && now != null) ? new Unchanged(true, partial.unchangedSince(now))
				: new Unchanged(true);
	}

}
