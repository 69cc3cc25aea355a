package dev.logarchiver.retention;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.retention.Decision.Pruned;

/**
 * An archived log, and what becomes of it.
 */
public record Decided(ArchivedLog log, Decision decision) {

	/** Whether it is to go. */
	public boolean isPruned() {
		return this.decision instanceof Pruned;
	}

}
