package dev.logarchiver.execution.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.logarchiver.execution.ExecutionReport.Order;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.run.Shard;
import dev.logarchiver.state.ExecutionTable;
import dev.logarchiver.state.ExecutionTable.Completed;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reports how a job as a whole went lately, without a look at each of its Workers. */
@Component
public class JobHistory {

	private static final int FEW = 50;

	/** A job that rests while others have so many executions is not looked for. */
	private static final int MANY = 1000;

	private final ExecutionTable executions;

	private final Failures failures;

	private final StatusProperties settings;

	JobHistory(ExecutionTable executions, Failures failures, StatusProperties settings) {
		this.executions = executions;
		this.failures = failures;
		this.settings = settings;
	}

	/**
	 * Looks at a job, or at a shard of it.
	 * @param order what one of its executions was to do
	 * @return how it went lately
	 */
	public Lately lately(Order order) {
		List<Completed> completed = completed(order);
		Instant completedAt = completed.stream()
			.map((execution) -> Executions.instant(execution.endedAt()))
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
		int failing = (completed.size() < Freshness.REPEATEDLY) ? 0
				: this.failures.inMany(completed.stream().map(Completed::instance).toList(), completed.size()).size();
		return new Lately(completedAt, failing, this.settings.expectEvery());
	}

	/** The last executions that went through the whole list, newest tick first. */
	private List<Completed> completed(Order order) {
		List<Completed> few = completed(order, FEW);
		return (few.size() < Freshness.REPEATEDLY) ? completed(order, MANY) : few;
	}

	private List<Completed> completed(Order order, int newest) {
		String name = order.command().equals(JobNames.PRUNE) ? JobNames.PRUNE
				: (order.scheduledAt() != null) ? JobNames.ARCHIVE : JobNames.BACKFILL;
		int shards = (order.shard() != null) ? order.shard().count() : 1;
		return this.executions.completed(name, Math.min(newest * shards, JobTicks.MOST))
			.stream()
			.filter((execution) -> order.part().equals(part(execution)))
			.sorted(Comparator.comparingLong(Completed::instance).reversed())
			.limit(Freshness.REPEATEDLY)
			.toList();
	}

	static JobPart part(Completed execution) {
		return new JobPart(execution.job(),
				(execution.shards() > 0) ? new Shard(execution.shard(), execution.shards()) : null);
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
