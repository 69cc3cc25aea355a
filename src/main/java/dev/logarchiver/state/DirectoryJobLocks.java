package dev.logarchiver.state;

import java.util.Optional;

/**
 * The locks when the database lies in the state directory: the process that has the
 * directory to itself has all of them, and can't lose them.
 */
final class DirectoryJobLocks implements JobLocks, JobLock {

	@Override
	public JobLock acquire(String job) {
		return this;
	}

	@Override
	public Optional<JobLock> tryAcquire(String job) {
		return Optional.of(this);
	}

	@Override
	public boolean areShared() {
		return false;
	}

	@Override
	public boolean covers(String job) {
		return true;
	}

	@Override
	public void requireHeld() {
		// the operating system takes the directory from a dead process only
	}

	@Override
	public void close() {
		// the directory is left when the program closes the database
	}

}
