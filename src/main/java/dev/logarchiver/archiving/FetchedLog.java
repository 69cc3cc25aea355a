package dev.logarchiver.archiving;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;

/**
 * The log of a run as it was fetched, to be stored.
 *
 * @param worker the Worker as listed
 * @param run the run with the state it had before the download
 * @param text the text; its receiver closes it
 * @param redacted what was made unreadable in it; {@code null} where it is as it was
 * downloaded
 * @param provenance where the text comes from
 * @param known the run's rows in the ledger
 * @param isFinal whether the log is final
 */
public record FetchedLog(WorkerId worker, Run run, SpooledLog text, @Nullable RedactedText redacted,
		Provenance provenance, List<ArchivedLog> known, boolean isFinal) implements Fetch {

	/** What was measured of the text. */
	public TextDigest digest() {
		return new TextDigest(this.text.size(), this.text.sha256(), this.provenance.etag(), this.text.errors(),
				this.text.entries(), this.redacted);
	}

	/**
	 * The same text, after other rows.
	 * @param rows the run's rows in the ledger
	 * @return the same text
	 */
	public FetchedLog after(List<ArchivedLog> rows) {
		return new FetchedLog(this.worker, this.run, this.text, this.redacted, this.provenance, rows, this.isFinal);
	}

	/**
	 * The same text of the run in another state.
	 * @param state the run
	 * @param nowFinal whether the log is final
	 * @return the same text
	 */
	public FetchedLog asOf(Run state, boolean nowFinal) {
		return new FetchedLog(this.worker, state, this.text, this.redacted, this.provenance, this.known, nowFinal);
	}

	/**
	 * Where a text comes from.
	 *
	 * @param completeness whether it is the full text or the preview
	 * @param etag the log storage's strong entity tag
	 * @param requestId the platform's ID of the call that led to it
	 * @param seenAt when it was seen, by the platform's clock
	 */
	record Provenance(Completeness completeness, @Nullable String etag, @Nullable String requestId,
			@Nullable Instant seenAt) {
	}

}
