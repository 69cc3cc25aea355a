package dev.logarchiver.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.execution.PruneCounts;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.store.Deletion;
import dev.logarchiver.store.Deletion.Deleted;
import dev.logarchiver.store.Deletion.Failed;
import dev.logarchiver.store.Deletion.Locked;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Lets go of logs, so that a kill at any point leaves no row without its object, and none
 * of it is downloaded again: what is to go is first written to the store, then moved to
 * the tombstones, then deleted. Each part can be repeated.
 */
@Component
public class Pruning {

	/** How many logs are marked, and then deleted, at a time. */
	public static final int AT_ONCE = LogStore.MOST_DELETED_AT_ONCE;

	private final Retention retention;

	private final PrunedLogs pruned;

	private final ObjectProvider<LogStore> store;

	Pruning(Retention retention, PrunedLogs pruned, ObjectProvider<LogStore> store) {
		this.retention = retention;
		this.pruned = pruned;
		this.store = store;
	}

	/**
	 * Writes down what is to go.
	 * @param scope what it is about
	 * @param now the time that the rules count from
	 * @param execution the execution that prunes
	 */
	public Listed list(PruneScope scope, Instant now, long execution) {
		long[] kept = { 0 };
		Stream<PrunedLog> logs = this.retention.decide(scope, now)
			.peek((decided) -> kept[0] += isToGo(decided) ? 0 : 1)
			.filter(Pruning::isToGo)
			.map((decided) -> new PrunedLog(decided.log(), decided.decision().reason(), now, execution, null));
		return new Listed(lists().write(execution, logs.iterator()), kept[0]);
	}

	private static boolean isToGo(Decided decided) {
		return decided.isPruned() && key(decided.log()) != null;
	}

	/** Reads what was written down. */
	public Stream<PrunedLog> read(String list) {
		return lists().read(list);
	}

	private PrunedLists lists() {
		return new PrunedLists(this.store.getObject().files());
	}

	/**
	 * Moves logs to the tombstones, but for those that may not go any more.
	 * @return those that were moved
	 */
	public List<PrunedLog> mark(List<PrunedLog> logs) {
		return this.pruned.mark(logs);
	}

	/** The next tombstones whose objects may still be there. */
	public List<PrunedLog> pending(@Nullable PrunedLog after) {
		return this.pruned.pending(after, AT_ONCE);
	}

	/**
	 * Deletes the objects of tombstones.
	 * @param logs at most {@link #AT_ONCE}
	 */
	public Outcome delete(List<PrunedLog> logs) {
		Map<String, PrunedLog> byKey = logs.stream()
			.filter((log) -> key(log.log()) != null)
			.collect(Collectors.toMap((log) -> log.log().key(), Function.identity(), (one, _) -> one));
		List<ObjectKey> keys = byKey.values().stream().map((log) -> log.log().objectKey()).toList();
		List<PrunedLog> deleted = new ArrayList<>();
		List<Failure> failures = new ArrayList<>();
		long locked = 0;
		for (Deletion deletion : this.store.getObject().deleteForGood(keys)) {
			PrunedLog log = Objects.requireNonNull(byKey.get(deletion.key()), deletion.key());
			switch (deletion) {
				case Deleted _ -> deleted.add(log);
				case Locked kept -> {
					this.pruned.putBack(log, kept.until());
					locked++;
				}
				case Failed failed -> failures.add(new Failure(log, failed.code(), failed.reason()));
			}
		}
		logs.stream()
			.filter((log) -> key(log.log()) == null)
			.forEach((log) -> failures
				.add(new Failure(log, "bad_row", "its row names an object that is not its own: " + log.log().key())));
		this.pruned.done(deleted);
		long bytes = deleted.stream().mapToLong((log) -> log.log().objectSize()).sum();
		return new Outcome(new PruneCounts(deleted.size(), locked, locked, failures.size(), bytes), failures);
	}

	/** Nothing but a log's own object is ever deleted, whatever its row says. */
	private static @Nullable ObjectKey key(ArchivedLog log) {
		try {
			ObjectKey key = log.objectKey();
			boolean own = key.worker().equals(log.worker()) && key.run().equals(log.runId())
					&& key.revision() == log.revision() && !key.partial();
			return own ? key : null;
		}
		catch (StoreException ex) {
			return null;
		}
	}

	/**
	 * What was written down.
	 *
	 * @param lists the names of the lists
	 * @param kept how many logs stay
	 */
	public record Listed(List<String> lists, long kept) {
	}

	/**
	 * What came of a deletion.
	 */
	public record Outcome(PruneCounts counts, List<Failure> failures) {
	}

	/**
	 * An object that the store didn't delete.
	 *
	 * @param log its log
	 * @param code a word for programs
	 * @param reason why, for a person
	 */
	public record Failure(PrunedLog log, String code, String reason) {
	}

}
