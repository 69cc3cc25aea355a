package dev.logarchiver.job;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Deletes the partial objects of logs that became final, once the ledger says so: at the
 * end of an execution, and at the start of the next one what a crash left over.
 */
class PartialSweeper implements StepExecutionListener {

	private static final Log logger = LogFactory.getLog(PartialSweeper.class);

	private final Ledger ledger;

	private final LogStore store;

	PartialSweeper(Ledger ledger, LogStore store) {
		this.ledger = ledger;
		this.store = store;
	}

	@Override
	public void beforeStep(StepExecution step) {
		sweep();
	}

	@Override
	public @Nullable ExitStatus afterStep(StepExecution step) {
		try {
			sweep();
		}
		catch (RuntimeException ex) {
			logger.warn("Partial objects of final logs are left over until the next start: " + ex.getMessage());
		}
		return null;
	}

	private void sweep() {
		for (ArchivedLog log : this.ledger.leftovers()) {
			String leftover = log.leftover();
			if (leftover != null) {
				ObjectKey.parse(leftover).ifPresent(this.store::delete);
				this.ledger.forgetLeftover(leftover);
			}
		}
	}

}
