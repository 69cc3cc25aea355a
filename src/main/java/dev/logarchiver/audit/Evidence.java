package dev.logarchiver.audit;

import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;

/**
 * Whether the ledger's newest logs are in a store.
 *
 * @param ledger the ledger
 * @param store the store
 */
record Evidence(Ledger ledger, LogStore store) {

	/** So many missing logs are no accident. */
	static final int NEWEST = 20;

	boolean ledgerIsEmpty() {
		return this.ledger.newestKeys(true, 1).isEmpty() && this.ledger.newestKeys(false, 1).isEmpty();
	}

	/** Whether any object in the store is a log. */
	boolean storeHoldsLogs() {
		try (Stream<ListedObject> listed = this.store.list()) {
			return listed.anyMatch((object) -> ObjectKey.parse(object.key()).isPresent());
		}
	}

	/**
	 * Whether the store lacks all of the newest final logs, and all partial ones where
	 * there are no others.
	 */
	boolean lacksTheNewest() {
		List<String> keys = this.ledger.newestKeys(true, NEWEST);
		return !keys.isEmpty() && keys.stream().noneMatch(this::holds);
	}

	/** Whether the store lacks the newest logs, whose number this is. */
	int newest() {
		return this.ledger.newestKeys(true, NEWEST).size();
	}

	/**
	 * A ledger that has nothing but partial logs, of which the store has none, is taken
	 * for an empty one: they are downloaded again.
	 */
	void forgetLostPartials() {
		// where there are final logs, to look for others would take a pass over all
		if (!this.ledger.newestKeys(true, 1).isEmpty()) {
			return;
		}
		List<String> keys = this.ledger.newestKeys(false, NEWEST);
		if (!keys.isEmpty() && keys.stream().noneMatch(this::holds)) {
			this.ledger.forgetNotFinal();
		}
	}

	/** Where the store doesn't say, the log may well be there. */
	private boolean holds(String key) {
		try {
			return this.store.find(key).isPresent();
		}
		catch (StoreException | IllegalArgumentException ex) {
			return true;
		}
	}

}
