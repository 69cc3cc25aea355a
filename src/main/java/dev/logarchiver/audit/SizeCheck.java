package dev.logarchiver.audit;

import java.util.Optional;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.archiving.TextCheck;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.StoredObject;

/**
 * Asks the store for objects and compares their sizes with those that were archived.
 *
 * @param store where the objects are
 */
record SizeCheck(LogStore store) {

	/**
	 * Asks for an object.
	 * @return what is wrong; empty when it is there with its size
	 */
	Optional<Problem> check(ArchivedLog log) {
		try {
			Optional<StoredObject> object = this.store.find(log.key());
			if (object.isEmpty()) {
				return Optional.of(TextCheck.missing(log));
			}
			return (object.get().size() == log.objectSize()) ? Optional.empty()
					: Optional.of(TextCheck.ofOtherSize(log, object.get()));
		}
		catch (StoreException ex) {
			return TextCheck.unreadable(log, ex);
		}
	}

}
