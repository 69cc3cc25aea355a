package dev.logarchiver.execution.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.logarchiver.execution.ExecutionReport.Order;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.ledger.Failures;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Reports how a job as a whole went lately, without a look at each of its Workers. */
@Component
@Lazy
public class JobHistory {

	/** A job that rests while others have so many pages of ticks is not looked for. */
	private static final int PAGES = 20;

	private final Executions executions;

	private final Failures failures;

	private final StatusProperties settings;

	JobHistory(Executions executions, Failures failures, StatusProperties settings) {
		this.executions = executions;
		this.failures = failures;
		this.settings = settings;
	}

	/**
	 * Looks at a job.
	 * @param order what one of its executions was to do
	 * @return how it went lately
	 */
	public Lately lately(Order order) {
		List<JobExecution> completed = completed(order).limit(Freshness.REPEATEDLY).toList();
		Instant completedAt = completed.stream()
			.map((execution) -> Executions.instant(execution.getEndTime()))
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
		int failing = (completed.size() < Freshness.REPEATEDLY) ? 0
				: this.failures.inAll(completed.stream().map(JobExecution::getJobInstanceId).toList()).size();
		return new Lately(completedAt, failing, this.settings.expectEvery());
	}

	/**
	 * The executions that went through the whole list, one a tick, newest tick first;
	 * looked up as they are read.
	 */
	private Stream<JobExecution> completed(Order order) {
		String name = (order.scheduledAt() != null) ? JobNames.ARCHIVE : JobNames.BACKFILL;
		return this.executions.lastOfTicks(name)
			.limit(PAGES)
			.flatMap(Function.identity())
			.filter((last) -> last.getStatus() == BatchStatus.COMPLETED
					&& order.job().equals(new Parameters(last.getJobParameters()).job()));
	}

	/**
	 * How a job went lately.
	 *
	 * @param completedAt when an execution of it last went through its whole list;
	 * {@code null} if none did
	 * @param failing how many of its Workers failed in each of the last three of these
	 * @param expectEvery how often one is expected to; {@code null} if nobody said
	 */
	public record Lately(@Nullable Instant completedAt, int failing, @Nullable Duration expectEvery) {
	}

}
