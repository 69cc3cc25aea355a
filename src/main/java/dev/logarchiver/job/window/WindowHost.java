package dev.logarchiver.job.window;

/**
 * What surrounds a window: the process that may have to stop, and what its items wait
 * for.
 */
public interface WindowHost {

	/**
	 * Whether nothing new is to be begun.
	 * @return {@code true} once the process is to end
	 */
	boolean isStopping();

	/**
	 * Makes sure that results may still be recorded; throws if another process may do the
	 * same work by now.
	 */
	void requireOwnership();

	/** Ends whatever items are waiting for. */
	void cut();

}
