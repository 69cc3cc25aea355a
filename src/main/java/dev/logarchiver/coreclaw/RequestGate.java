package dev.logarchiver.coreclaw;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Lets requests through at the rate that the platform allows, for all threads together.
 * The rate is open until the platform first refuses; then it adapts: additive increase
 * while requests succeed, multiplicative decrease once for each burst of refusals.
 */
final class RequestGate {

	private static final double DECREASE = 0.7;

	private static final double INCREASE_PER_SECOND = 2;

	private static final double SLOWEST = 0.2;

	/** What little was asked for in the last second says nothing about the limit. */
	private static final int LEAST_MEASURED = 10;

	private static final double NANOS = 1_000_000_000;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private final double limit;

	private double rate;

	private long next;

	private long pausedUntil;

	private long lastDecrease;

	private long lastIncrease;

	private Duration pause = FIRST_PAUSE;

	private long windowStart;

	private int inWindow;

	private int inLastWindow;

	private final Cutoff cutoff;

	private final Traffic.Requests traffic;

	RequestGate(@Nullable Double limit, Cutoff cutoff, Traffic.Requests traffic) {
		this.cutoff = cutoff;
		this.traffic = traffic;
		this.limit = (limit != null) ? limit : Double.POSITIVE_INFINITY;
		this.rate = this.limit;
		long now = System.nanoTime();
		this.next = now;
		this.pausedUntil = now;
		this.lastDecrease = now;
		this.lastIncrease = now;
		this.windowStart = now;
	}

	/**
	 * Waits for the turn of a request.
	 * @return when it was let through, to be handed to {@link #refused}
	 * @throws java.util.concurrent.CancellationException if the call is cut
	 */
	long enter() {
		while (true) {
			this.cutoff.pause(Duration.ofNanos(reserve()));
			synchronized (this) {
				long now = System.nanoTime();
				if (now - this.pausedUntil >= 0) {
					count(now);
					return now;
				}
			}
		}
	}

	private synchronized long reserve() {
		long now = System.nanoTime();
		long slot = latest(now, latest(this.next, this.pausedUntil));
		this.next = Double.isInfinite(this.rate) ? slot : slot + (long) (NANOS / this.rate);
		if (slot - now > 0) {
			this.traffic.waited(slot - now);
		}
		return slot - now;
	}

	/**
	 * Takes note of a request that the platform answered.
	 */
	synchronized void accepted() {
		this.pause = FIRST_PAUSE;
		if (this.rate < this.limit) {
			long now = System.nanoTime();
			double seconds = (now - this.lastIncrease) / NANOS;
			this.lastIncrease = now;
			this.rate = Math.min(this.limit, this.rate + Math.min(1, seconds) * INCREASE_PER_SECOND);
		}
	}

	/**
	 * Takes note of a refusal for too many requests: everybody pauses, and then goes on
	 * more slowly. Refusals of requests that were on their way when the rate was lowered
	 * don't lower it again.
	 * @param entered when the request was let through
	 * @param retryAfter how long the platform asks to wait
	 */
	synchronized void refused(long entered, @Nullable Duration retryAfter) {
		this.traffic.refused();
		long now = System.nanoTime();
		if (entered - this.lastDecrease > 0) {
			double current = Double.isInfinite(this.rate)
					? Math.max(LEAST_MEASURED, Math.max(this.inWindow, this.inLastWindow)) : this.rate;
			this.rate = Math.max(SLOWEST, Math.min(this.limit, current * DECREASE));
			this.lastDecrease = now;
			this.lastIncrease = now;
			pauseUntil(now + this.pause.toNanos());
			this.pause = (this.pause.compareTo(LONGEST_PAUSE) < 0) ? this.pause.multipliedBy(2) : LONGEST_PAUSE;
		}
		if (retryAfter != null) {
			pauseUntil(now + retryAfter.toNanos());
		}
	}

	private void pauseUntil(long time) {
		this.pausedUntil = latest(this.pausedUntil, time);
		this.next = this.pausedUntil;
	}

	private void count(long now) {
		if (now - this.windowStart > NANOS) {
			this.inLastWindow = (now - this.windowStart > 2 * NANOS) ? 0 : this.inWindow;
			this.inWindow = 0;
			this.windowStart = now;
		}
		this.inWindow++;
	}

	private static long latest(long one, long other) {
		return (one - other > 0) ? one : other;
	}

}
