package dev.logarchiver.web.callbacks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many runs the platform may be asked for in an hour, which begins with the first of
 * them. Not thread-safe.
 */
final class HourlyLimit {

	private static final Logger logger = LoggerFactory.getLogger(HourlyLimit.class);

	private static final Duration HOUR = Duration.ofHours(1);

	private final int most;

	private final InstantSource clock;

	private @Nullable Instant begin;

	private int spent;

	private boolean said;

	HourlyLimit(int most, InstantSource clock) {
		this.most = most;
		this.clock = clock;
	}

	/**
	 * Takes some, and says once an hour that there is none left.
	 * @param number how many; fewer may be left
	 * @return whether there was one
	 */
	boolean take(int number) {
		Instant now = this.clock.instant();
		if (this.begin == null || Duration.between(this.begin, now).abs().compareTo(HOUR) >= 0) {
			this.begin = now;
			this.spent = 0;
			this.said = false;
		}
		if (this.spent < this.most) {
			this.spent += number;
			return true;
		}
		if (!this.said) {
			this.said = true;
			logger.warn("More callbacks than archiver.callbacks.max-per-hour ({}) allows: until {} the next ticks "
					+ "archive what they announce", this.most, this.begin.plus(HOUR));
		}
		return false;
	}

	/** Gives back some of what was taken, maybe in the hour before. */
	void giveBack(int number) {
		this.spent = Math.max(0, this.spent - number);
	}

}
