package dev.logarchiver.notification;

import java.time.Instant;

import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.JobPart;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about.
 *
 * @param time when it began
 * @param command the command
 * @param part the job, or a shard of it
 * @param tick the tick, if it has one
 * @param execution the execution; null where none could begin
 * @param exit how the process exits
 */
record Occasion(Instant time, String command, JobPart part, @Nullable Instant tick, @Nullable Long execution,
		int exit) {

	static Occasion of(ExecutionReport report, Instant began, int exit) {
		return new Occasion(began, report.order().command(), report.order().part(), report.order().scheduledAt(),
				report.execution(), exit);
	}

	/** What tells the job from others: backfills and ticks may have the same name. */
	String subject() {
		return this.command + " " + this.part;
	}

}
