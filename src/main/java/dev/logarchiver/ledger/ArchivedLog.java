package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.EntryPoints;
import org.jspecify.annotations.Nullable;

/**
 * One archived log, as the ledger remembers it.
 *
 * @param worker the Worker as listed
 * @param run the run, with the state it had when its log was downloaded
 * @param revision 1, and one more each time that a final log's bytes were different later
 * @param key the object's key below the store's prefix
 * @param isFinal whether it is final: never downloaded again, never overwritten
 * @param completeness whether it is the full text or the platform's preview
 * @param text what was measured of the text
 * @param objectSize the size of the object in bytes, compressed
 * @param unchangedSince when these bytes were first seen, by the platform's clock;
 * {@code null} if that isn't known
 * @param archivedAt when the object was stored
 * @param execution the job execution that stored it
 * @param requestId the platform's ID of the call that led to it
 * @param leftover the key of a partial object that is still to be deleted
 * @param lockedUntil until when the store keeps the object whatever anybody says;
 * {@code null} where nothing is known of a lock
 */
public record ArchivedLog(WorkerId worker, Run run, int revision, String key, boolean isFinal,
		Completeness completeness, TextDigest text, long objectSize, @Nullable Instant unchangedSince,
		Instant archivedAt, long execution, @Nullable String requestId, @Nullable String leftover,
		@Nullable Instant lockedUntil) {

	public ArchivedLog {
		if (revision < 1 || objectSize < 0) {
			throw new IllegalArgumentException("Log of run " + run.id() + " with revision " + revision + " and "
					+ objectSize + " bytes: expected a revision of 1 or more and a size of 0 or more");
		}
		if (!isFinal && leftover != null) {
			throw new IllegalArgumentException("Log of run " + run.id() + " is not final, but has the leftover '"
					+ leftover + "': only a final log leaves a partial object over");
		}
		requestId = (requestId != null) ? Printable.escape(requestId) : null;
	}

	/** The same without a lock. */
	public ArchivedLog(WorkerId worker, Run run, int revision, String key, boolean isFinal, Completeness completeness,
			TextDigest text, long objectSize, @Nullable Instant unchangedSince, Instant archivedAt, long execution,
			@Nullable String requestId, @Nullable String leftover) {
		this(worker, run, revision, key, isFinal, completeness, text, objectSize, unchangedSince, archivedAt, execution,
				requestId, leftover, null);
	}

	/** The run's ID. */
	public RunId runId() {
		return this.run.id();
	}

	/**
	 * The object's key, read.
	 * @throws StoreException if the row says something that is not one of this program's:
	 * the failure is that of this log alone
	 */
	public ObjectKey objectKey() {
		return ObjectKey.parse(this.key)
			.orElseThrow(() -> new StoreException("bad_row",
					"the ledger's row of run " + this.run.id() + " of Worker " + this.worker + " names the object '"
							+ Printable.escape(this.key)
							+ "', which is not one of this program's: 'reindex --replace' drops such rows"));
	}

	/**
	 * The run's place in time, by which the newest is found.
	 * @return the time in its ULID, else its start, else when it was archived
	 */
	public Instant runAt() {
		return this.run.createdAt().orElse(this.archivedAt);
	}

	/**
	 * The same log under another revision.
	 * @param revision the revision
	 * @param key the object's key
	 */
	public ArchivedLog at(int revision, String key) {
		return with(revision, key, this.objectSize, this.unchangedSince, this.leftover);
	}

	/** The same log with the size that its object has. */
	public ArchivedLog withObjectSize(long objectSize) {
		return with(this.revision, this.key, objectSize, this.unchangedSince, this.leftover);
	}

	/**
	 * The same log whose object can be entered at these points, or nobody knows where.
	 */
	public ArchivedLog withEntries(@Nullable EntryPoints entries) {
		return new ArchivedLog(this.worker, this.run, this.revision, this.key, this.isFinal, this.completeness,
				this.text.with(entries), this.objectSize, this.unchangedSince, this.archivedAt, this.execution,
				this.requestId, this.leftover, this.lockedUntil);
	}

	/** The same log with the time since when its bytes are the same. */
	public ArchivedLog unchangedSince(Instant since) {
		return with(this.revision, this.key, this.objectSize, since, this.leftover);
	}

	/** The same final log with a partial object that is still to be deleted. */
	public ArchivedLog withLeftover(String leftover) {
		return with(this.revision, this.key, this.objectSize, this.unchangedSince, leftover);
	}

	/** The same log whose object the store keeps until a time. */
	public ArchivedLog lockedUntil(@Nullable Instant end) {
		return new ArchivedLog(this.worker, this.run, this.revision, this.key, this.isFinal, this.completeness,
				this.text, this.objectSize, this.unchangedSince, this.archivedAt, this.execution, this.requestId,
				this.leftover, end);
	}

	/** The same log with what was found in its text. */
	public ArchivedLog withErrors(@Nullable ErrorLines errors) {
		return new ArchivedLog(this.worker, this.run, this.revision, this.key, this.isFinal, this.completeness,
				this.text.with(errors), this.objectSize, this.unchangedSince, this.archivedAt, this.execution,
				this.requestId, this.leftover, this.lockedUntil);
	}

	private ArchivedLog with(int revision, String key, long objectSize, @Nullable Instant unchangedSince,
			@Nullable String leftover) {
		return new ArchivedLog(this.worker, this.run, revision, key, this.isFinal, this.completeness, this.text,
				objectSize, unchangedSince, this.archivedAt, this.execution, this.requestId, leftover,
				this.lockedUntil);
	}

	/**
	 * The later final revision that holds the same text.
	 * @param rows the rows of the same run
	 * @return the first such row; empty if there is none
	 */
	public Optional<ArchivedLog> successor(List<ArchivedLog> rows) {
		return rows.stream()
			.filter((row) -> row.isFinal() && row.revision() > this.revision
					&& row.text().sha256().equals(this.text.sha256()))
			.findFirst();
	}

}
