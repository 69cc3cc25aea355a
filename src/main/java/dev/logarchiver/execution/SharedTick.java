package dev.logarchiver.execution;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.logarchiver.execution.ExecutionReport.Ending;
import dev.logarchiver.execution.ExecutionReport.Order;
import org.jspecify.annotations.Nullable;

/**
 * What the shards of a tick did together.
 *
 * @param parts the last execution of each shard that has begun, in the order of the
 * shards, at least one
 * @param shards how many there are
 */
public record SharedTick(List<ExecutionReport> parts, int shards) {

	public SharedTick {
		parts = List.copyOf(parts);
	}

	/** How many of them went through their part of the list. */
	public long completed() {
		return this.parts.stream().filter((part) -> part.ending() == Ending.COMPLETED).count();
	}

	/** The number of the newest of them. */
	long newest() {
		return this.parts.stream().mapToLong(ExecutionReport::execution).max().orElseThrow();
	}

	/**
	 * All of them as one execution, whose number is that of the newest. What has not
	 * begun yet is missing in its sums.
	 */
	public ExecutionReport sum() {
		ExecutionReport newest = this.parts.stream()
			.max(Comparator.comparingLong(ExecutionReport::execution))
			.orElseThrow();
		Order order = newest.order();
		Ending ending = ending();
		return new ExecutionReport(newest.execution(),
				new Order(order.command(), order.job(), null, order.scheduledAt(), order.force(), order.redacts(),
						order.since(), order.until(), order.statuses()),
				completed() + " of " + this.shards + " COMPLETED", ending, reason(), startedAt(),
				(ending == Ending.RUNNING) ? null : endedAt(),
				this.parts.stream().mapToLong(ExecutionReport::total).sum(),
				this.parts.stream().map(ExecutionReport::counts).reduce(Counts.NONE, Counts::plus),
				this.parts.stream().flatMap((part) -> part.failures().stream()).toList(), null, null);
	}

	/** The worst of them; one that has not begun is like one that was stopped. */
	private Ending ending() {
		for (Ending ending : List.of(Ending.RUNNING, Ending.KEY_REJECTED, Ending.FAILED, Ending.STOPPED)) {
			if (this.parts.stream().anyMatch((part) -> part.ending() == ending)) {
				return ending;
			}
		}
		return (completed() < this.shards) ? Ending.STOPPED : Ending.COMPLETED;
	}

	private @Nullable String reason() {
		return this.parts.stream().map(ExecutionReport::reason).filter(Objects::nonNull).findFirst().orElse(null);
	}

	private @Nullable Instant startedAt() {
		return this.parts.stream()
			.map(ExecutionReport::startedAt)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	private @Nullable Instant endedAt() {
		return this.parts.stream()
			.map(ExecutionReport::endedAt)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

}
