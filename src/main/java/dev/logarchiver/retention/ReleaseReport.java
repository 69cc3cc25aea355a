package dev.logarchiver.retention;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What isn't held any more.
 *
 * @param worker the Worker as listed
 * @param run the run; {@code null} where it was the hold on all logs of the Worker
 * @param released how many logs nothing holds any more
 * @param held how many logs another hold still holds
 * @param legalHolds how many objects were freed of legal holds
 */
public record ReleaseReport(WorkerId worker, @Nullable RunId run, long released, long held, long legalHolds) {

	/** The logs for people. */
	public String name() {
		return HoldReport.name(this.worker, this.run);
	}

}
