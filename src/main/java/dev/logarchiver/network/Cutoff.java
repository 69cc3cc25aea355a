package dev.logarchiver.network;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Cuts requests and pauses that are under way, and all later ones. It interrupts no
 * thread: one that is interrupted in the wrong place closes the database.
 */
public final class Cutoff {

	private final CountDownLatch cut = new CountDownLatch(1);

	private final Set<Cancellable> running = ConcurrentHashMap.newKeySet();

	/**
	 * Takes note of a request that is to be sent.
	 * @param request the request
	 * @throws CancellationException if it must not be sent any more
	 */
	void enter(Cancellable request) {
		this.running.add(request);
		if (isCut()) {
			leave(request);
			throw new CancellationException("The call was cut");
		}
	}

	void leave(Cancellable request) {
		this.running.remove(request);
	}

	/**
	 * Waits.
	 * @param duration how long
	 * @throws CancellationException if the wait was cut, or the thread interrupted
	 */
	public void pause(Duration duration) {
		try {
			this.cut.await(duration.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		check();
	}

	/**
	 * Goes on only if nothing was cut.
	 * @throws CancellationException after {@link #abort()}, or where the thread is
	 * interrupted, which it stays
	 */
	public void check() {
		if (isCut()) {
			throw new CancellationException("The call was cut");
		}
	}

	private boolean isCut() {
		return this.cut.getCount() == 0 || Thread.currentThread().isInterrupted();
	}

	public void abort() {
		this.cut.countDown();
		this.running.forEach(Cancellable::cancel);
	}

}
