package dev.logarchiver.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.coreclaw.CoreClawClient;

/**
 * The time by the platform's clock, from the beginning of a step on; this machine's clock
 * counts only as long as the platform doesn't report it.
 */
class PlatformTime {

	private final CoreClawClient client;

	private final Clock clock;

	private final Instant begun;

	private final long nanos = System.nanoTime();

	PlatformTime(CoreClawClient client, Clock clock) {
		this.client = client;
		this.clock = clock;
		this.begun = clock.instant();
	}

	Instant now() {
		return this.client.time().orElseGet(this.clock::instant);
	}

	/** When the step began. */
	Instant begin() {
		return this.client.time()
			.map((now) -> now.minus(Duration.ofNanos(System.nanoTime() - this.nanos)))
			.orElse(this.begun);
	}

}
