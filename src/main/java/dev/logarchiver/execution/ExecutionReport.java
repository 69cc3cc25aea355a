package dev.logarchiver.execution;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.survey.SurveyRecord;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;

/**
 * One execution of the job, as the job repository and the ledger know it.
 *
 * @param execution its number
 * @param order what it was to do
 * @param status its status in Spring Batch's words
 * @param ending how it ended
 * @param reason why it failed or stopped, if it did
 * @param startedAt when it started
 * @param endedAt when it ended, if it did
 * @param total how many Workers and bad lines its list has
 * @param counts how they ended, over all executions of the same tick
 * @param failures what failed, over all executions of the same tick
 * @param survey its survey; null when it made none, and in lists of executions
 * @param pruned what became of the logs, over all executions of the same tick; null where
 * it is no prune
 */
public record ExecutionReport(long execution, Order order, String status, Ending ending, @Nullable String reason,
		@Nullable Instant startedAt, @Nullable Instant endedAt, long total, Counts counts, List<FailedWorker> failures,
		@Nullable SurveyRecord survey, @Nullable PruneCounts pruned) {

	/** Whether nothing failed. */
	public boolean flawless() {
		return this.counts.flawless() && (this.pruned == null || this.pruned.failed() == 0);
	}

	/**
	 * What an execution was to do.
	 *
	 * @param command the command that started it
	 * @param job the job's name
	 * @param shard the shard of its list; null for all of it
	 * @param scheduledAt the tick that it stands for; {@code null} for a backfill
	 * @param force whether it downloads also what is final
	 * @param redacts whether it stores anew what was redacted by other rules
	 * @param since the earliest time of the runs of a backfill
	 * @param until the time that all runs of a backfill lie before
	 * @param statuses the states of the runs of a backfill; all if empty
	 */
	public record Order(String command, String job, @Nullable Shard shard, @Nullable Instant scheduledAt, boolean force,
			boolean redacts, @Nullable Instant since, @Nullable Instant until, Set<RunStatus> statuses) {

		/** What one process at a time works on. */
		public JobPart part() {
			return new JobPart(this.job, this.shard);
		}

		static Order of(Parameters parameters) {
			RunSpan span = parameters.backfills() ? parameters.span() : null;
			return new Order(parameters.command(), parameters.job(), parameters.shard().orElse(null),
					parameters.scheduledAt().orElse(null), parameters.force(), parameters.redacts(),
					(span != null) ? span.from() : null, (span != null) ? span.to() : null,
					(span != null) ? span.statuses() : Set.of());
		}

	}

	/** How an execution ended. */
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
		RUNNING;

		public static Ending of(JobExecution execution) {
			return switch (execution.getStatus()) {
				case COMPLETED -> COMPLETED;
				case STOPPED, STOPPING -> STOPPED;
				case STARTED, STARTING -> RUNNING;
				case FAILED, ABANDONED, UNKNOWN ->
					JobNames.KEY_REJECTED.equals(execution.getExitStatus().getExitCode()) ? KEY_REJECTED : FAILED;
			};
		}

	}

}
