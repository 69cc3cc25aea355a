package dev.logarchiver.simulation;

import org.jspecify.annotations.Nullable;

/**
 * A token bucket: what comes too fast is answered with 429 and 13000.
 */
public final class RateLimit {

	private static final double NANOS_PER_SECOND = 1e9;

	private final double callsPerSecond;

	private final double burst;

	private final @Nullable String retryAfter;

	private double tokens;

	private long refilledAt = System.nanoTime();

	private RateLimit(double callsPerSecond, double burst, @Nullable String retryAfter) {
		this.callsPerSecond = callsPerSecond;
		this.burst = burst;
		this.retryAfter = retryAfter;
		this.tokens = burst;
	}

	/**
	 * Lets a number of calls through each second, up to one second's worth at once.
	 * @param calls how many
	 * @return the limit
	 */
	public static RateLimit perSecond(double calls) {
		return new RateLimit(calls, Math.max(1, calls), null);
	}

	/**
	 * The same limit with another burst.
	 * @param calls how many calls may come at once after a pause
	 * @return the limit
	 */
	public RateLimit burst(int calls) {
		return new RateLimit(this.callsPerSecond, calls, this.retryAfter);
	}

	/**
	 * The same limit whose rejections say when to come again.
	 * @param value the {@code Retry-After}
	 * @return the limit
	 */
	public RateLimit retryAfter(String value) {
		return new RateLimit(this.callsPerSecond, this.burst, value);
	}

	@Nullable Reply rejection() {
		if (take()) {
			return null;
		}
		PlatformError error = PlatformError.TOO_MANY_REQUESTS;
		Reply reply = Envelope.error(error).reply(error.status());
		return (this.retryAfter != null) ? reply.with("Retry-After", this.retryAfter) : reply;
	}

	private synchronized boolean take() {
		long now = System.nanoTime();
		this.tokens = Math.min(this.burst,
				this.tokens + (now - this.refilledAt) / NANOS_PER_SECOND * this.callsPerSecond);
		this.refilledAt = now;
		if (this.tokens < 1) {
			return false;
		}
		this.tokens--;
		return true;
	}

}
