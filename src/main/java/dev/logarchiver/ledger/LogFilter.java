package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;

/**
 * Which archived logs to look up; what is null or empty matches all.
 *
 * @param workers only those of Workers that one of these patterns fits
 * @param since only runs from this time on
 * @param until only runs before this time
 * @param status only runs that ended so
 * @param withErrors only logs with error lines
 */
public record LogFilter(List<WorkerPattern> workers, @Nullable Instant since, @Nullable Instant until,
		@Nullable RunStatus status, boolean withErrors) {

	/** All archived logs. */
	public static final LogFilter ALL = new LogFilter(List.of(), null, null, null, false);

	public LogFilter {
		workers = List.copyOf(workers);
	}

}
