package dev.logarchiver.archiving;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.coreclaw.Preview;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;

/**
 * What the processor found out about one run: a result already, or something to store.
 */
public sealed interface Finding {

	/**
	 * Nothing is to be stored.
	 *
	 * @param result what became of the run
	 */
	record Settled(RunResult result) implements Finding {
	}

	/**
	 * A text that the store doesn't have.
	 *
	 * @param run the run with the state it had before the download
	 * @param text the text; its receiver closes it
	 * @param source where the text comes from
	 * @param known the run's rows in the ledger
	 * @param settled whether the log is final
	 */
	record Fetched(WorkerId worker, Run run, SpooledLog text, Source source, List<ArchivedLog> known,
			boolean settled) implements Finding {

		/**
		 * The same text, in the place of a partial log.
		 */
		Fetched inPlaceOf(ArchivedLog partial) {
			return new Fetched(this.worker, this.run, this.text, this.source, List.of(partial), this.settled);
		}

	}

	/**
	 * The partial object's bytes turned out to be final.
	 *
	 * @param run the run with the state it has now
	 * @param partial the partial log's row
	 * @param requestId the platform's ID of the call that led to it
	 */
	record Confirmed(WorkerId worker, Run run, ArchivedLog partial, @Nullable String requestId) implements Finding {
	}

	/**
	 * Where a text comes from.
	 *
	 * @param completeness whether it is the full text or the preview
	 * @param etag the log storage's strong entity tag
	 * @param requestId the platform's ID of the call that led to it
	 * @param seenAt when it was seen, by the platform's clock
	 */
	record Source(Completeness completeness, @Nullable String etag, @Nullable String requestId,
			@Nullable Instant seenAt) {
	}

	/**
	 * A run and where its log is to be had.
	 *
	 * @param run the run with its state
	 * @param url the full text's address, where the platform gave one
	 * @param preview the lines that the platform showed
	 * @param requestId the platform's ID of the call
	 * @param known the run's rows in the ledger
	 */
	record Located(WorkerId worker, Run run, @Nullable URI url, Preview preview, @Nullable String requestId,
			List<ArchivedLog> known) {

		Located at(@Nullable URI url, Preview preview, @Nullable String requestId) {
			return new Located(this.worker, this.run, url, preview, requestId, this.known);
		}

		/**
		 * The run as if nothing of it were archived.
		 */
		public Located anew() {
			return new Located(this.worker, this.run, this.url, this.preview, this.requestId, List.of());
		}

		@Nullable ArchivedLog partial() {
			return (!this.known.isEmpty() && !this.known.getLast().isFinal()) ? this.known.getLast() : null;
		}

	}

}
