package dev.logarchiver.coreclaw;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.logarchiver.failure.OutOfReachException;

/**
 * Counts usable answers, and notices that the platform is down. Safe for use by many
 * threads.
 */
final class Answers {

	private static final int DOWN_AFTER = 20;

	private final AtomicInteger unanswered = new AtomicInteger();

	private final AtomicLong count = new AtomicLong();

	long count() {
		return this.count.get();
	}

	void add() {
		this.unanswered.set(0);
		this.count.incrementAndGet();
	}

	RuntimeException failed(String path, ApiFailure failure) {
		CoreClawException exception = failure.asException("GET " + path);
		if (failure.usable()) {
			add();
		}
		else if (this.unanswered.incrementAndGet() >= DOWN_AFTER) {
			return new OutOfReachException("The platform gave no usable answer " + DOWN_AFTER
					+ " times in a row; the last: " + exception.getMessage(), exception);
		}
		return exception;
	}

}
