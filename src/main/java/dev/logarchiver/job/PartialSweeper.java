package dev.logarchiver.job;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import dev.logarchiver.audit.Reindexing;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Deletes the partial objects of logs that became final, once the ledger says so, and
 * those that dead executions left: at the end of an execution, and at the start of the
 * next one what a crash left over. Not with the step: a restart runs none where only the
 * end is missing.
 */
class PartialSweeper implements JobExecutionListener {

	private final StrayPartials strays;

	private final Reindexing reindexing;

	private final LogStore store;

	private final Tidying tidying;

	private final Set<String> kept = new HashSet<>();

	PartialSweeper(StrayPartials strays, Reindexing reindexing, LogStore store, Tidying tidying) {
		this.strays = strays;
		this.reindexing = reindexing;
		this.store = store;
		this.tidying = tidying;
	}

	@Override
	public void beforeJob(JobExecution execution) {
		this.kept.clear();
		sweep();
	}

	@Override
	public void afterJob(JobExecution execution) {
		this.tidying.attempt("Looking for partial objects that an earlier ledger left", this.reindexing::findPartials);
		this.tidying.attempt("Deleting partial objects", this::sweep);
	}

	private void sweep() {
		this.strays.leftovers().forEach((key) -> delete(key, this.strays::forgetLeftover));
		this.strays.obsolete().forEach((key) -> delete(key, this.strays::forget));
	}

	/** What could not be deleted at the start isn't tried again at the end. */
	private void delete(String key, Consumer<String> forget) {
		if (this.tidying.isWorthwhile() && !this.kept.contains(key)) {
			boolean deleted = this.tidying.attempt("Deleting the partial object " + key,
					() -> ObjectKey.parse(key).filter(ObjectKey::partial).ifPresent(this.store::delete));
			if (deleted) {
				forget.accept(key);
			}
			else {
				this.kept.add(key);
			}
		}
	}

}
