package dev.logarchiver.coreclaw;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time by the platform's clock, from the beginning of a step on; this machine's clock
 * counts only as long as the platform doesn't report it.
 */
public final class PlatformTime {

	private final CoreClawClient client;

	private final Clock clock;

	private final Instant begun;

	private final long nanos = System.nanoTime();

	public PlatformTime(CoreClawClient client, Clock clock) {
		this.client = client;
		this.clock = clock;
		this.begun = clock.instant();
	}

	/** The time. */
	public Instant now() {
		return this.client.time().orElseGet(this.clock::instant);
	}

	/** When the step began. */
	public Instant begin() {
		return begunByPlatform().orElse(this.begun);
	}

	/** When the step began; empty as long as the platform doesn't report its time. */
	public Optional<Instant> begunByPlatform() {
		return this.client.time().map((now) -> now.minus(Duration.ofNanos(System.nanoTime() - this.nanos)));
	}

}
