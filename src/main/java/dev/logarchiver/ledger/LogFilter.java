package dev.logarchiver.ledger;

import java.time.Instant;

import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Which archived logs to look up; what is null matches all.
 *
 * @param worker only this Worker's
 * @param since only runs from this time on
 * @param until only runs before this time
 * @param status only runs that ended so
 * @param withErrors only logs with error lines
 * @param limit at most this many
 */
public record LogFilter(@Nullable WorkerId worker, @Nullable Instant since, @Nullable Instant until,
		@Nullable RunStatus status, boolean withErrors, int limit) {

	public LogFilter {
		if (limit < 1) {
			throw new IllegalArgumentException("Limit " + limit + ": expected 1 or more");
		}
	}

}
