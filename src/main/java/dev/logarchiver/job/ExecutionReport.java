package dev.logarchiver.job;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.ledger.FailedWorker;
import org.jspecify.annotations.Nullable;

/**
 * One execution of the job, as the job repository and the ledger know it.
 *
 * @param execution its number
 * @param command the command that started it
 * @param job the job's name
 * @param scheduledAt the tick that it stands for
 * @param force whether it downloads also what is final
 * @param status its status in Spring Batch's words
 * @param ending how it ended
 * @param reason why it failed or stopped, where it did
 * @param startedAt when it started
 * @param endedAt when it ended, where it did
 * @param total how many Workers and bad lines its list has
 * @param counts what became of them, over all executions of the same tick
 * @param failures what failed, over all executions of the same tick
 */
public record ExecutionReport(long execution, String command, String job, Instant scheduledAt, boolean force,
		String status, Ending ending, @Nullable String reason, @Nullable Instant startedAt, @Nullable Instant endedAt,
		long total, Counts counts, List<FailedWorker> failures) {

	/**
	 * How an execution ended.
	 */
	public enum Ending {

		/** It went through the whole list. */
		COMPLETED,
		/** It failed itself. */
		FAILED,
		/** The platform rejected the API key. */
		KEY_REJECTED,
		/** It was stopped. */
		STOPPED,
		/** It is running, or its process died. */
		RUNNING

	}

}
