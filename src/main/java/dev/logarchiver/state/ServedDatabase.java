package dev.logarchiver.state;

/**
 * The database as a process sees it that reads for long, and must keep nobody else from
 * it. Thread-safe.
 */
public interface ServedDatabase {

	/**
	 * Has what is read from now on be as new as it can be, without waiting for anybody.
	 */
	DatabaseAge refresh();

	/** Does the same where it was done a moment ago as well. */
	DatabaseAge renew();

	/** How old what is read now is. */
	DatabaseAge age();

}
