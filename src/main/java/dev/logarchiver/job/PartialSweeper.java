package dev.logarchiver.job;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Deletes the partial objects of logs that became final, once the ledger says so: at the
 * end of an execution, and at the start of the next one what a crash left over. Not with
 * the step: a restart runs none where only the end is missing.
 */
class PartialSweeper implements JobExecutionListener {

	private static final Log logger = LogFactory.getLog(PartialSweeper.class);

	private final Ledger ledger;

	private final LogStore store;

	PartialSweeper(Ledger ledger, LogStore store) {
		this.ledger = ledger;
		this.store = store;
	}

	@Override
	public void beforeJob(JobExecution execution) {
		sweep();
	}

	@Override
	public void afterJob(JobExecution execution) {
		try {
			sweep();
		}
		catch (RuntimeException ex) {
			logger.warn("Partial objects of final logs are left over until the next start: " + ex.getMessage());
		}
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
