package dev.logarchiver.state;

import java.util.Optional;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;

/**
 * Lets one process at a time run a job. Every implementation keeps this contract:
 * <ul>
 * <li>A lock belongs to the process that took it, and goes with it at once, however that
 * ends: nobody waits for a dead process.</li>
 * <li>Who has no lock may read everything at any time.</li>
 * <li>A lock may get lost while its process lives. That process is notified by
 * {@link JobLock#requireHeld()}, a few seconds later at the most, and must then end its
 * execution without another commit: another one may have begun.</li>
 * </ul>
 */
public interface JobLocks {

	/**
	 * Takes the lock of a job, and waits for it up to {@code archiver.lock-timeout}.
	 * @return the lock, to be closed by the caller
	 * @throws BusyException if another process still has it then; the message names it
	 * @throws OutOfReachException if the database can't be reached
	 * @throws ConfigurationException if the database doesn't let the user in
	 */
	JobLock acquire(String job);

	/**
	 * Takes the lock of a job if no process has it.
	 * @return the lock, to be closed by the caller; empty if another process has it
	 * @throws OutOfReachException if the database can't be reached
	 * @throws ConfigurationException if the database doesn't let the user in
	 */
	Optional<JobLock> tryAcquire(String job);

	/**
	 * Whether other processes can run other jobs meanwhile.
	 * @return {@code false} if this process has everything to itself
	 */
	boolean areShared();

}
