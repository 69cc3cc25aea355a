package dev.logarchiver.archiving;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/** What came of fetching the log of one run. */
sealed interface Fetch permits Fetch.Nothing, Fetch.Confirmed, FetchedLog {

	/**
	 * Nothing is to be stored.
	 *
	 * @param result the result of the run
	 */
	record Nothing(RunResult result) implements Fetch {
	}

	/**
	 * The partial object's bytes turned out to be final.
	 *
	 * @param run the run with the state it has now
	 * @param partial the partial log's row
	 * @param requestId the platform's ID of the call that led to it
	 */
	record Confirmed(WorkerId worker, Run run, ArchivedLog partial, @Nullable String requestId) implements Fetch {
	}

}
