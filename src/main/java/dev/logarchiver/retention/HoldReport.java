package dev.logarchiver.retention;

import dev.logarchiver.ledger.Hold;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What is held from now on, in the ledger and in the store.
 *
 * @param hold the hold
 * @param logs how many logs it holds at present
 * @param legalHolds how many of their objects are under legal hold
 * @param storeHasLegalHolds whether there is such a thing, as far as the store has shown
 */
public record HoldReport(Hold hold, long logs, long legalHolds, boolean storeHasLegalHolds) {

	/** Names logs for people. */
	static String name(WorkerId worker, @Nullable RunId run) {
		return ((run != null) ? "Run " + run + " of " : "") + "Worker " + worker;
	}

	/** The logs for people. */
	public String name() {
		return name(this.hold.worker(), this.hold.run());
	}

}
