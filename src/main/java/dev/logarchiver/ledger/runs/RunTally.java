package dev.logarchiver.ledger.runs;

import java.time.Instant;

import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a Worker in some time.
 *
 * @param worker the Worker as listed
 * @param runs how many ended
 * @param failed how many of them failed
 * @param failedAt when the newest failed one was; {@code null} if none failed
 * @param succeededAt when the newest succeeded one was; {@code null} if none succeeded
 */
public record RunTally(WorkerId worker, long runs, long failed, @Nullable Instant failedAt,
		@Nullable Instant succeededAt) {

	/** No runs. */
	public static RunTally none(WorkerId worker) {
		return new RunTally(worker, 0, 0, null, null);
	}

	/**
	 * How the newest run ended that wasn't aborted.
	 * @return succeeded or failed; {@code null} if there is none. Of two runs at the same
	 * time the failed one counts
	 */
	public @Nullable RunStatus last() {
		if (this.failedAt == null) {
			return (this.succeededAt != null) ? RunStatus.SUCCEEDED : null;
		}
		return (this.succeededAt != null && this.succeededAt.isAfter(this.failedAt)) ? RunStatus.SUCCEEDED
				: RunStatus.FAILED;
	}

}
