package dev.logarchiver.coreclaw.download;

import java.time.Duration;

import dev.logarchiver.coreclaw.Traffic;
import dev.logarchiver.pace.FullJitter;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;

/** Decides whether a download is tried again, and when. For one download. */
final class Attempts {

	private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(2);

	private static final long PROGRESS = 1024 * 1024;

	private final BackOffExecution delays;

	private final Duration firstDelay;

	private final Traffic.Requests traffic;

	private long reached;

	Attempts(int most, Duration delay, Traffic.Requests traffic) {
		this.delays = new FullJitter(delay, most - 1).start();
		this.firstDelay = delay;
		this.traffic = traffic;
	}

	/**
	 * Takes note of a failed attempt. One that brought the text on doesn't count: as no
	 * text is endless, these attempts end too.
	 * @param kept how much of the text came and is kept
	 * @return how long to wait before the next attempt
	 * @throws DownloadException if there is no further one
	 */
	Duration next(TransferException failure, long kept) {
		boolean progress = kept - this.reached >= PROGRESS;
		this.reached = Math.max(this.reached, kept);
		long delay = progress ? new FullJitter(this.firstDelay, 1).start().nextBackOff() : this.delays.nextBackOff();
		if (delay == BackOffExecution.STOP) {
			throw failure.asFinal();
		}
		Duration pause = later(Duration.ofMillis(delay), failure.retryAfter());
		this.traffic.retried();
		if (failure.isRefusal()) {
			this.traffic.refused();
			this.traffic.waited(pause.toNanos());
		}
		return pause;
	}

	private static Duration later(Duration delay, @Nullable Duration retryAfter) {
		if (retryAfter == null || retryAfter.compareTo(delay) <= 0) {
			return delay;
		}
		return (retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0) ? LONGEST_RETRY_AFTER : retryAfter;
	}

}
