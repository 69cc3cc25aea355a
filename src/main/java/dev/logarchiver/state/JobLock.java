package dev.logarchiver.state;

import dev.logarchiver.failure.OutOfReachException;

/** The lock of a job that this process has. Thread-safe. */
public interface JobLock extends AutoCloseable {

	/**
	 * Whether no other process can be running a job while this lock is held.
	 * @return {@code true} if whatever an execution of it has left is that of a dead one
	 */
	boolean covers(String job);

	/**
	 * Makes sure that this process still has the lock. Costs nothing: it may be called as
	 * often as one likes.
	 * @throws OutOfReachException if the lock got lost
	 */
	void requireHeld();

	@Override
	void close();

}
