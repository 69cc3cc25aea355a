package dev.logarchiver.execution;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import dev.logarchiver.state.ExecutionTable;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to look up; what is null matches all.
 *
 * @param job only those of this job
 * @param state only those that ended so, or didn't
 * @param since only those that began from this time on
 * @param until only those that began before this time
 */
public record ExecutionFilter(@Nullable String job, @Nullable State state, @Nullable Instant since,
		@Nullable Instant until) {

	ExecutionTable.Wanted inTable() {
		return new ExecutionTable.Wanted(this.job, (this.state != null) ? this.state.statuses : List.of(),
				local(this.since), local(this.until));
	}

	private static @Nullable LocalDateTime local(@Nullable Instant time) {
		return (time != null) ? LocalDateTime.ofInstant(time, ZoneId.systemDefault()) : null;
	}

	/** How executions ended, as people say it. */
	@SuppressWarnings("ImmutableEnumChecker")
	public enum State {

		/** Went through the whole list. */
		COMPLETED("COMPLETED"),
		/** Failed itself. */
		FAILED("FAILED", "ABANDONED", "UNKNOWN"),
		/** Was stopped. */
		STOPPED("STOPPED", "STOPPING"),
		/** Goes on, or its process died. */
		RUNNING("STARTED", "STARTING");

		private final List<String> statuses;

		State(String... statuses) {
			this.statuses = List.of(statuses);
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
