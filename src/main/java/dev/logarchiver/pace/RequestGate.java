package dev.logarchiver.pace;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The budget of one process: additive increase while requests succeed, multiplicative
 * decrease once for each burst of refusals.
 */
public final class RequestGate implements CallBudget {

	private static final double DECREASE = 0.7;

	private static final double INCREASE_PER_SECOND = 2;

	/** The slowest are so many first pauses apart. */
	private static final int SLOWEST = 10;

	/** What little was asked for in the last second says nothing about the limit. */
	private static final int LEAST_MEASURED = 10;

	private static final double NANOS = 1_000_000_000;

	/** In first pauses. */
	private static final int LONGEST_PAUSE = 60;

	private final double limit;

	private final Duration firstPause;

	private final Consumer<Duration> waiting;

	private double rate;

	private long next;

	private long pausedUntil;

	private long lastDecrease;

	private long lastIncrease;

	private Duration pause;

	private long windowStart;

	private int inWindow;

	private int inLastWindow;

	private boolean open;

	/**
	 * Opens a gate.
	 * @param limit the most requests a second; null for none
	 * @param firstPause how long all pause after the first refusal; doubles with each
	 * until a request is accepted
	 * @param waiting lets the calling thread wait, also for no time at all; throws what
	 * {@link #enter} is to throw where the thread must not go on
	 */
	public RequestGate(@Nullable Double limit, Duration firstPause, Consumer<Duration> waiting) {
		this.firstPause = firstPause;
		this.pause = firstPause;
		this.waiting = waiting;
		this.limit = (limit != null) ? limit : Double.POSITIVE_INFINITY;
		this.rate = this.limit;
		long now = System.nanoTime();
		this.next = now;
		this.pausedUntil = now;
		this.lastDecrease = now;
		this.lastIncrease = now;
		this.windowStart = now;
	}

	@Override
	public Turn enter(Precedence precedence) {
		return enter();
	}

	/** Waits for the turn of a request; here all have the same precedence. */
	public Turn enter() {
		while (true) {
			this.waiting.accept(Duration.ofNanos(reserve()));
			synchronized (this) {
				long now = System.nanoTime();
				if (now - this.pausedUntil >= 0) {
					count(now);
					return new Entered(this, now);
				}
			}
		}
	}

	private synchronized long reserve() {
		long now = System.nanoTime();
		long slot = latest(now, latest(this.next, this.pausedUntil));
		this.next = Double.isInfinite(this.rate) ? slot : slot + (long) (NANOS / this.rate);
		return slot - now;
	}

	private synchronized void accepted() {
		this.open = true;
		this.pause = this.firstPause;
		if (this.rate < this.limit) {
			long now = System.nanoTime();
			double seconds = (now - this.lastIncrease) / NANOS;
			this.lastIncrease = now;
			this.rate = Math.min(this.limit, this.rate + Math.min(1, seconds) * INCREASE_PER_SECOND);
		}
	}

	private synchronized void refused(long entered, @Nullable Duration retryAfter) {
		long now = System.nanoTime();
		if (entered - this.lastDecrease > 0) {
			double current = Double.isInfinite(this.rate)
					? Math.max(LEAST_MEASURED, Math.max(this.inWindow, this.inLastWindow)) : this.rate;
			this.rate = Math.max(NANOS / this.firstPause.multipliedBy(SLOWEST).toNanos(),
					Math.min(this.limit, current * DECREASE));
			this.lastDecrease = now;
			this.lastIncrease = now;
			pauseUntil(now + this.pause.toNanos());
			Duration longest = this.firstPause.multipliedBy(LONGEST_PAUSE);
			this.pause = (this.pause.compareTo(longest) < 0) ? this.pause.multipliedBy(2) : longest;
		}
		if (retryAfter != null) {
			pauseUntil(now + retryAfter.toNanos());
		}
	}

	@Override
	public synchronized OptionalDouble rate() {
		return Double.isInfinite(this.rate) ? OptionalDouble.empty() : OptionalDouble.of(this.rate);
	}

	/**
	 * Whether the server has accepted any request yet.
	 * @return {@code false} where all that is known of it are refusals
	 */
	public synchronized boolean wasOpen() {
		return this.open;
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

	/**
	 * A request on its way.
	 *
	 * @param entered when it was let through
	 */
	private record Entered(RequestGate gate, long entered) implements Turn {

		@Override
		public void accepted() {
			this.gate.accepted();
		}

		@Override
		public void refused(@Nullable Duration retryAfter) {
			this.gate.refused(this.entered, retryAfter);
		}

	}

}
