package dev.logarchiver.store.s3;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.logarchiver.store.ObjectKey;

/**
 * Lets one thread of this process at a time work on a key, when the store can't say who
 * was first. Different keys seldom wait for each other.
 */
final class KeyLocks {

	private static final int LOCKS = 1024;

	private final ReentrantLock[] locks = Stream.generate(ReentrantLock::new)
		.limit(LOCKS)
		.toArray(ReentrantLock[]::new);

	/**
	 * Works on a key when nobody else does.
	 * @throws CancellationException if the thread was interrupted while it waited
	 */
	<T> T holding(ObjectKey key, Supplier<T> work) {
		ReentrantLock lock = this.locks[Math.floorMod(key.hashCode(), LOCKS)];
		try {
			lock.lockInterruptibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Storing " + key + " was interrupted");
		}
		try {
			return work.get();
		}
		finally {
			lock.unlock();
		}
	}

}
