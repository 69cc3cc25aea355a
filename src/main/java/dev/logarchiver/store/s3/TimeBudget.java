package dev.logarchiver.store.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.logarchiver.store.StoreBounds;

/**
 * The time that one exchange with a store may spend on waiting: more for each byte that
 * is moved, so that a slow line is fine and a trickle isn't. For one thread at a time.
 */
final class TimeBudget {

	private static final ScheduledThreadPoolExecutor ALARMS = alarms();

	private final StoreBounds bounds;

	private long bytes;

	private long spent;

	TimeBudget(StoreBounds bounds, long bytes) {
		this.bounds = bounds;
		this.bytes = bytes;
	}

	private static ScheduledThreadPoolExecutor alarms() {
		ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1,
				Thread.ofPlatform().daemon().name("store-timeouts").factory());
		alarms.setRemoveOnCancelPolicy(true);
		return alarms;
	}

	void received(int count) {
		this.bytes += count;
	}

	private Duration whole() {
		return this.bounds.putTimeout().plusSeconds(this.bytes / this.bounds.leastRate());
	}

	/**
	 * Waits for something.
	 * @param abort lets it fail; called by another thread once the budget is spent
	 */
	<T> T spend(Wait<T> wait, Runnable abort) throws IOException {
		AtomicBoolean late = new AtomicBoolean();
		Future<?> alarm = ALARMS.schedule(() -> {
			late.set(true);
			// it may take a while itself
			Thread.startVirtualThread(abort);
		}, whole().toNanos() - this.spent, TimeUnit.NANOSECONDS);
		long start = System.nanoTime();
		try {
			return wait.end();
		}
		catch (IOException | RuntimeException ex) {
			if (late.get()) {
				throw new IOException("no whole answer within " + whole().toMillis() / 1000.0
						+ " s (archiver.store.put-timeout and 1 s for each 100 KiB)", ex);
			}
			throw ex;
		}
		finally {
			alarm.cancel(false);
			this.spent += System.nanoTime() - start;
		}
	}

	@FunctionalInterface
	interface Wait<T> {

		T end() throws IOException;

	}

}
