package dev.logarchiver.audit;

import java.util.List;
import java.util.Optional;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.archiving.TextCheck;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;

/**
 * Compares one object with its row in the ledger. Other processes may be archiving: what
 * looks wrong is looked at once more, and counts only if the row is still the same.
 * Thread-safe.
 *
 * @param ledger the rows
 * @param partials the objects that no row names
 * @param pruned those that are about to be deleted
 * @param store the objects
 * @param readData whether to read contents too
 * @param remedy what to do about an object that is wrong
 */
record ObjectComparison(Ledger ledger, StrayPartials partials, PrunedLogs pruned, LogStore store, boolean readData,
		Remedy remedy) {

	/** Looks up the row of an object that the store lists. */
	Comparison compare(ListedObject object) {
		Optional<ObjectKey> key = ObjectKey.parse(object.key());
		if (key.isEmpty()) {
			return Comparison.without(object,
					new Problem(Problem.Kind.FOREIGN, object.key(), "not an object of this program"));
		}
		List<ArchivedLog> rows = this.ledger.revisions(key.get().worker(), key.get().run());
		Optional<ArchivedLog> row = rows.stream().filter((log) -> log.key().equals(object.key())).findFirst();
		if (row.isPresent()) {
			return compare(object, row.get(), rows);
		}
		boolean leftover = rows.stream().anyMatch((log) -> object.key().equals(log.leftover()))
				|| (key.get().partial() && !rows.isEmpty() && this.partials.contains(object.key()));
		boolean known = leftover || isToBeDeleted(key.get());
		return (known || !isStillThere(object)) ? Comparison.without(object, null) : Comparison.without(object,
				new Problem(Problem.Kind.UNKNOWN, object.key(), "no row of the ledger has it: 'reindex' adds it"));
	}

	private boolean isToBeDeleted(ObjectKey key) {
		return this.pruned.find(key.worker(), key.run())
			.stream()
			.anyMatch((log) -> log.deletedAt() == null && log.log().key().equals(key.value()));
	}

	private Comparison compare(ListedObject object, ArchivedLog log, List<ArchivedLog> rows) {
		Optional<Problem> found = look(object, log);
		if (found.isEmpty() || !isCurrent(log)) {
			return Comparison.with(object, null);
		}
		Problem problem = found.get();
		return switch (problem.kind()) {
			// those that the listing lacks are looked for later
			case MISSING -> Comparison.without(object, null);
			case CHANGED ->
				Comparison.with(object, evidence(log, rows).orElseGet(() -> this.remedy.apply(log, problem)));
			case UNREADABLE, UNKNOWN, EVIDENCE, FOREIGN -> Comparison.with(object, problem);
		};
	}

	private Optional<Problem> look(ListedObject object, ArchivedLog log) {
		Optional<Problem> problem = (object.size() == log.objectSize()) ? Optional.empty()
				: new SizeCheck(this.store).check(log);
		return (problem.isEmpty() && this.readData) ? new TextCheck(this.store).check(log) : problem;
	}

	private boolean isStillThere(ListedObject object) {
		try {
			return this.store.find(object.key()).isPresent();
		}
		catch (StoreException ex) {
			return true;
		}
	}

	private static Optional<Problem> evidence(ArchivedLog log, List<ArchivedLog> rows) {
		return log.successor(rows)
			.map((successor) -> new Problem(Problem.Kind.EVIDENCE, log.key(),
					"changed, and replaced by " + successor.key()));
	}

	/** Makes sure that an object which the listing lacks is missing. */
	Optional<Problem> confirmMissing(ArchivedLog log) {
		try {
			return (this.store.find(log.key()).isEmpty() && isCurrent(log))
					? Optional.of(this.remedy.apply(log, TextCheck.missing(log))) : Optional.empty();
		}
		catch (StoreException ex) {
			return TextCheck.unreadable(log, ex);
		}
	}

	private boolean isCurrent(ArchivedLog log) {
		return this.ledger.revisions(log.worker(), log.runId()).contains(log);
	}

}
