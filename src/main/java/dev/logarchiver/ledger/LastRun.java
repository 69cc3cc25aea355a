package dev.logarchiver.ledger;

import java.time.Instant;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A Worker's last run, as far as it shows what may lie before it.
 *
 * @param id the run
 * @param existed a time at which it had been created; {@code null} if none is known
 * @param told whether the platform gave that time
 */
public record LastRun(RunId id, @Nullable Instant existed, boolean told) {

	/** The platform gives times in whole seconds. */
	private static final long PRECISION = 1;

	/**
	 * A run with what the platform says of it. The time in its ID proves nothing.
	 * @return the run, which existed when it started, and when it ended
	 */
	public static LastRun of(Run run) {
		return new LastRun(run.id(), (run.startedAt() != null) ? run.startedAt() : run.finishedAt(), true);
	}

	/**
	 * A run of which nothing but the ID is known.
	 * @return the run, taken to have existed at the time in its ID
	 */
	public static LastRun of(RunId id) {
		return new LastRun(id, id.createdAt().orElse(null), false);
	}

	boolean existedAt(Instant time) {
		return this.existed != null && !this.existed.plusSeconds(PRECISION).isAfter(time);
	}

	/**
	 * From when on another run may have followed it.
	 * @param looked when it was the last one
	 */
	Instant since(Instant looked) {
		return (this.existed != null && this.existed.isBefore(looked)) ? this.existed : looked;
	}

	/**
	 * Up to when the runs before it are to be listed.
	 * @param from from when on
	 * @param now the time
	 */
	Instant to(Instant from, Instant now) {
		return (this.existed != null && this.told && this.existed.isAfter(from) && this.existed.isBefore(now))
				? this.existed : now;
	}

}
