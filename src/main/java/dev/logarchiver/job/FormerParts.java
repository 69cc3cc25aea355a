package dev.logarchiver.job;

import java.util.Optional;

import dev.logarchiver.execution.JobPart;
import dev.logarchiver.state.JobLock;
import dev.logarchiver.state.JobLocks;

import org.springframework.stereotype.Component;

/**
 * Tidies up after parts of a job that its executions may never work on again, because
 * another number of shards shares the list by now. Nobody waits for those: a process that
 * still works on one tidies up after itself.
 */
@Component
class FormerParts {

	private final JobLocks locks;

	FormerParts(JobLocks locks) {
		this.locks = locks;
	}

	/**
	 * Does something that needs another part's lock, if no process has it.
	 * @param own the part that this process has the lock of
	 * @param former the other part
	 * @param work what to do
	 */
	void tidy(JobPart own, JobPart former, Runnable work) {
		if (own.succeeds(former)) {
			Optional<JobLock> lock = this.locks.tryAcquire(former.toString());
			if (lock.isPresent()) {
				try (JobLock _ = lock.get()) {
					work.run();
				}
			}
		}
	}

}
