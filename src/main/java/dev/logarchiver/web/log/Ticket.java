package dev.logarchiver.web.log;

import java.time.Duration;

/** Allows one search, for a time, unless another takes its place. */
final class Ticket {

	private final Duration limit;

	private final long start = System.nanoTime();

	private volatile boolean replaced;

	Ticket(Duration limit) {
		this.limit = limit;
	}

	void replace() {
		this.replaced = true;
	}

	/**
	 * Finds out whether to go on.
	 * @throws StoppedException if not
	 */
	void check() {
		if (this.replaced) {
			throw new StoppedException("another search took its place");
		}
		if (System.nanoTime() - this.start > this.limit.toNanos()) {
			throw new StoppedException("it took more than " + this.limit.toSeconds() + " s");
		}
	}

}
