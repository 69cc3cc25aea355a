package dev.logarchiver.pace;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Exponential delays with full jitter: each is anything from nothing to a bound that
 * doubles, so that many callers that failed together don't come back together.
 *
 * @param delay the bound of the first delay
 * @param retries how many delays there are
 */
public record FullJitter(Duration delay, int retries) implements BackOff {

	private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

	@Override
	public BackOffExecution start() {
		ExponentialBackOff bounds = new ExponentialBackOff(this.delay.toMillis(), 2);
		bounds.setMaxInterval(Math.max(this.delay.toMillis(), LONGEST_DELAY.toMillis()));
		bounds.setMaxAttempts(this.retries);
		BackOffExecution execution = bounds.start();
		return () -> {
			long bound = execution.nextBackOff();
			return (bound == BackOffExecution.STOP) ? bound : ThreadLocalRandom.current().nextLong(bound + 1);
		};
	}

}
