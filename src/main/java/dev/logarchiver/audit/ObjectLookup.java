package dev.logarchiver.audit;

import java.util.List;
import java.util.Optional;

import dev.logarchiver.audit.FoundObject.Candidate;
import dev.logarchiver.audit.FoundObject.Foreign;
import dev.logarchiver.audit.FoundObject.Gone;
import dev.logarchiver.audit.FoundObject.Known;
import dev.logarchiver.audit.FoundObject.Leftover;
import dev.logarchiver.audit.FoundObject.Refused;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.StoredObject;

/**
 * Finds out what a listed object is. Thread-safe.
 *
 * @param ledger what it has already, the store isn't asked for
 * @param store where the objects are
 */
record ObjectLookup(Ledger ledger, LogStore store) {

	FoundObject look(ListedObject object) {
		return ObjectKey.parse(object.key()).map(this::look).orElseGet(() -> new Foreign(object.key()));
	}

	private FoundObject look(ObjectKey key) {
		List<ArchivedLog> known = this.ledger.revisions(key.worker(), key.run());
		for (ArchivedLog log : known) {
			if (log.key().equals(key.value())) {
				return new Known(!log.isFinal());
			}
			if (key.value().equals(log.leftover())) {
				return new Leftover();
			}
		}
		try {
			Optional<StoredObject> object = this.store.find(key);
			return object.isPresent() ? new Candidate(ObjectRow.read(key, object.get())) : new Gone();
		}
		catch (StoreException | IllegalArgumentException ex) {
			return new Refused(key.value(), String.valueOf(ex.getMessage()));
		}
	}

}
