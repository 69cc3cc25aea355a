package dev.logarchiver.audit;

import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.MissingRows;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;

import org.springframework.stereotype.Component;

/** Finds the rows whose objects aren't in the store, in constant memory. */
@Component
class MissingObjects {

	private final Ledger ledger;

	private final MissingRows rows;

	MissingObjects(Ledger ledger, MissingRows rows) {
		this.ledger = ledger;
		this.rows = rows;
	}

	/**
	 * Finds the rows.
	 * @param store where their objects should be
	 * @return how many there are
	 */
	long find(LogStore store) {
		this.rows.clear();
		KeySums sums = new KeySums();
		this.ledger.all().forEach((log) -> sums.add(log.key()));
		try (Stream<ListedObject> listed = store.list()) {
			listed.forEach((object) -> sums.subtract(object.key()));
		}
		Stream<ArchivedLog> candidates = this.ledger.all().filter((log) -> sums.mayLack(log.key()));
		Concurrently.process(candidates, (log) -> missing(store, log),
				(found) -> this.rows.add(found.flatMap(Optional::stream)));
		return this.rows.count();
	}

	private static Optional<ArchivedLog> missing(LogStore store, ArchivedLog log) {
		try {
			return store.find(log.key()).isEmpty() ? Optional.of(log) : Optional.empty();
		}
		catch (StoreException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Drops the rows that were found. */
	void drop() {
		this.rows.drop();
	}

}
