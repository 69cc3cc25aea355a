package dev.logarchiver.execution.history;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.logarchiver.execution.Executions;
import dev.logarchiver.state.ExecutionTable.Completed;
import org.jspecify.annotations.Nullable;

/**
 * The executions of a tick that went through their lists: one, or one of each shard.
 *
 * @param shards how many shards the tick has; 0 where its list isn't shared
 * @param parts the executions, newest first
 */
record CompletedTick(int shards, List<Completed> parts) {

	/** Its time, as it is written. */
	String tick() {
		return Objects.requireNonNull(this.parts.getFirst().tick());
	}

	/** Whether nothing of the tick is missing. */
	boolean isComplete() {
		return this.parts.size() >= Math.max(1, this.shards);
	}

	/** The newest of its executions. */
	long execution() {
		return this.parts.stream().mapToLong(Completed::execution).max().orElseThrow();
	}

	/** When the last of them ended. */
	@Nullable Instant endedAt() {
		LocalDateTime last = this.parts.stream()
			.map(Completed::endedAt)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
		return Executions.instant(last);
	}

}
