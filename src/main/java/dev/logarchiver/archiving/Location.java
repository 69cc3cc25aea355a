package dev.logarchiver.archiving;

import java.net.URI;
import java.util.List;

import dev.logarchiver.coreclaw.Preview;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/** Where the log of a run is to be had, if it is to be downloaded. */
sealed interface Location {

	/**
	 * The run in question.
	 * @return its ID; null when there is none
	 */
	@Nullable RunId runId();

	/**
	 * Nothing is to be downloaded.
	 *
	 * @param result the result of the run
	 */
	record Nowhere(RunResult result, @Nullable RunId runId) implements Location {
	}

	/**
	 * The log is to be downloaded.
	 *
	 * @param run the run with its state
	 * @param url the full text's address, when the platform gave one
	 * @param preview the lines that the platform showed
	 * @param requestId the platform's ID of the call
	 * @param known the run's rows in the ledger
	 */
	record Located(WorkerId worker, Run run, @Nullable URI url, Preview preview, @Nullable String requestId,
			List<ArchivedLog> known) implements Location {

		@Override
		public RunId runId() {
			return this.run.id();
		}

		Located at(@Nullable URI there, Preview shown, @Nullable String request) {
			return new Located(this.worker, this.run, there, shown, request, this.known);
		}

		/** The run as if nothing of it were archived. */
		Located anew() {
			return new Located(this.worker, this.run, this.url, this.preview, this.requestId, List.of());
		}

		@Nullable ArchivedLog partial() {
			return (!this.known.isEmpty() && !this.known.getLast().isFinal()) ? this.known.getLast() : null;
		}

	}

}
