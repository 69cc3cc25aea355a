package dev.logarchiver.retention;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;

/** Has the store itself keep the objects of held logs, where it can. */
final class LegalHolds {

	private static final int AT_ONCE = 16;

	private final LogStore store;

	/** Set by the first object for which it shows. */
	private final AtomicBoolean unknownToStore = new AtomicBoolean();

	LegalHolds(LogStore store) {
		this.store = store;
	}

	/**
	 * Puts the objects of logs under legal holds, or lifts them. Objects of runs that go
	 * on are never locked.
	 * @param logs which ones
	 * @return how many were
	 */
	long change(Stream<ArchivedLog> logs, boolean held) {
		return logs.filter(ArchivedLog::isFinal)
			.takeWhile((_) -> areKnownToStore())
			.flatMap((log) -> ObjectKey.parse(log.key()).stream())
			.gather(Gatherers.mapConcurrent(AT_ONCE, (key) -> change(key, held)))
			.filter(Predicate.isEqual(true))
			.count();
	}

	private boolean change(ObjectKey key, boolean held) {
		boolean done = this.store.hold(key, held);
		if (!done && this.store.find(key).isPresent()) {
			this.unknownToStore.set(true);
		}
		return done;
	}

	/** Whether the store has legal holds, as far as it has shown. */
	boolean areKnownToStore() {
		return !this.unknownToStore.get();
	}

}
