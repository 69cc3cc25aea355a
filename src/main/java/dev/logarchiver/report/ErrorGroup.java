package dev.logarchiver.report;

import java.time.Instant;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Logs whose first error is the same, times, IDs and numbers aside.
 *
 * @param count how many logs
 * @param workers of how many Workers
 * @param first the oldest run
 * @param last the newest run
 * @param error the first error line of the newest one; {@code null} where only the number
 * of error lines is known
 */
public record ErrorGroup(long count, int workers, Place first, Place last, @Nullable String error) {

	/** A run and its place in time. */
	public record Place(WorkerId worker, RunId run, Instant runAt) {
	}

}
