package dev.logarchiver.archiving;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.archiving.Fetch.Confirmed;
import dev.logarchiver.archiving.FetchedLog.Provenance;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.PutResult;
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.spool.Spool;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;

/**
 * Puts logs into the store under the keys that the rules of revisions and partial objects
 * give them.
 */
public class ObjectWriter {

	private static final int MOST_REVISIONS = 1000;

	private final LogStore store;

	private final Spool spool;

	private final StrayPartials partials;

	private final SourceTexts sources;

	private final Clock clock;

	private final long execution;

	ObjectWriter(LogStore store, Spool spool, StrayPartials partials, SourceTexts sources, Clock clock,
			long execution) {
		this.store = store;
		this.partials = partials;
		this.sources = sources;
		this.spool = spool;
		this.clock = clock;
		this.execution = execution;
	}

	/**
	 * Stores a text that was downloaded.
	 * @param fetched the text and what is known of it; stays open
	 * @return the row for the ledger
	 * @throws StoreException if the store refuses it
	 */
	public ArchivedLog store(FetchedLog fetched) {
		ArchivedLog last = fetched.known().isEmpty() ? null : fetched.known().getLast();
		int revision = (last == null) ? 1 : (last.isFinal() ? last.revision() + 1 : last.revision());
		LocalDate date = (last != null) ? date(last) : fetched.run().date().orElse(null);
		ObjectKey key = new ObjectKey(fetched.worker(), date, fetched.run().id(), revision, !fetched.isFinal(),
				fetched.text().compression());
		ArchivedLog log = row(fetched, key, last);
		if (fetched.isFinal()) {
			return putFinal(key, fetched.text(), log);
		}
		if (last == null || !last.key().equals(key.value())) {
			this.partials.note(key);
		}
		return replacePartial(key, fetched.text(), log);
	}

	/**
	 * Reads the text of a partial object, to store it as final.
	 * @param confirmed the partial log whose bytes are final
	 * @return the text, to be closed by the caller
	 * @throws StoreException if the partial object can't be read, or is not what was
	 * stored
	 */
	FetchedLog read(Confirmed confirmed) {
		ArchivedLog partial = confirmed.partial();
		SpooledLog text = new StoredText(this.store, partial).read(this.spool);
		return new FetchedLog(confirmed.worker(), confirmed.run(), text, partial.text().redacted(),
				new Provenance(partial.completeness(), partial.text().etag(), confirmed.requestId(),
						partial.unchangedSince()),
				List.of(partial), true);
	}

	/**
	 * Stores the text of a final log again, under the very key that its object is missing
	 * from.
	 * @param log the row
	 * @param text its text; stays open
	 * @return the row with the object's size; empty where the key is taken by something
	 * else
	 * @throws StoreException if the store refuses it
	 */
	public Optional<ArchivedLog> restore(ArchivedLog log, SpooledLog text) {
		ObjectKey key = log.objectKey();
		return switch (this.store.put(key, text, metadata(log))) {
			case PutResult.Stored stored -> Optional.of(log.withObjectSize(text.encodedSize())
				.withEntries(text.entries())
				.lockedUntil(stored.lockedUntil()));
			case PutResult.AlreadyThere there when isOf(there.object(), log) ->
				Optional.of(log.withObjectSize(there.object().size()).lockedUntil(there.object().lockedUntil()));
			case PutResult.AlreadyThere _ -> Optional.empty();
		};
	}

	/**
	 * Makes sure that the store takes objects at all.
	 * @throws dev.logarchiver.run.ConfigurationException if it takes none
	 */
	void probe() {
		this.store.probe();
	}

	private ArchivedLog replacePartial(ObjectKey key, SpooledLog text, ArchivedLog log) {
		this.store.replace(key, text, metadata(log));
		return log;
	}

	/**
	 * A key that is taken by the same bytes of the same run was stored by an execution
	 * that ended before its ledger row; any other object stays, and the text becomes the
	 * next revision.
	 */
	private ArchivedLog putFinal(ObjectKey first, SpooledLog text, ArchivedLog log) {
		for (int revision = first.revision(); revision < MOST_REVISIONS; revision++) {
			ObjectKey key = first.withRevision(revision);
			ArchivedLog candidate = log.at(revision, key.value());
			switch (this.store.put(key, text, metadata(candidate))) {
				case PutResult.Stored stored -> {
					return candidate.lockedUntil(stored.lockedUntil());
				}
				case PutResult.AlreadyThere there when holds(there, candidate) -> {
					return candidate.withObjectSize(there.object().size())
						.lockedUntil(there.object().lockedUntil())
						.withEntries(there.sameBytes() ? text.entries() : null);
				}
				case PutResult.AlreadyThere _ -> {
				}
			}
		}
		throw new StoreException("too_many_revisions",
				"the store holds " + MOST_REVISIONS + " different revisions of " + first.value());
	}

	/**
	 * What an object says of itself isn't believed, as a store may have kept other bytes
	 * than it was given: it is read. Where that isn't permitted, its size and its mark
	 * have to do.
	 */
	private boolean holds(PutResult.AlreadyThere there, ArchivedLog log) {
		return isOf(there.object(), log) && new TextCheck(this.store).check(log)
			.map((problem) -> problem.kind() == Problem.Kind.UNREADABLE && there.sameBytes())
			.orElse(true);
	}

	private static boolean isOf(StoredObject object, ArchivedLog log) {
		try {
			LogMetadata metadata = LogMetadata.of(object.metadata());
			return metadata.worker().equals(log.worker()) && metadata.run().equals(log.runId())
					&& metadata.sha256().equals(log.text().sha256());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private ArchivedLog row(FetchedLog fetched, ObjectKey key, @Nullable ArchivedLog last) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		TextDigest text = fetched.digest();
		ArchivedLog partial = (last != null && !last.isFinal()) ? last : null;
		Instant known = (partial != null && isSame(partial, text)) ? partial.unchangedSince() : null;
		Instant unchangedSince = (known != null) ? known : fetched.provenance().seenAt();
		String leftover = (partial != null && fetched.isFinal()) ? partial.key() : null;
		return new ArchivedLog(fetched.worker(), fetched.run(), key.revision(), key.value(), fetched.isFinal(),
				fetched.provenance().completeness(), text, fetched.text().encodedSize(), unchangedSince, now,
				this.execution, fetched.provenance().requestId(), leftover);
	}

	private boolean isSame(ArchivedLog log, TextDigest text) {
		return this.sources.compare(log.text(), text) == Resemblance.SAME;
	}

	private static @Nullable LocalDate date(ArchivedLog log) {
		return ObjectKey.parse(log.key()).map(ObjectKey::date).orElse(null);
	}

	private static LogMetadata metadata(ArchivedLog log) {
		ErrorLines errors = log.text().errors();
		RedactedText redacted = log.text().redacted();
		return new LogMetadata(log.worker(), log.runId(), log.revision(), log.text().sha256(), log.text().size(),
				log.run().status(), log.run().startedAt(), log.run().finishedAt(), log.requestId(), log.archivedAt(),
				log.completeness(), !log.isFinal(), (errors != null) ? errors.count() : null,
				(redacted != null) ? redacted.what() : null);
	}

}
