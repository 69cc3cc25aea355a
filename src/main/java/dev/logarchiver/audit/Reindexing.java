package dev.logarchiver.audit;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import dev.logarchiver.audit.FoundObject.Candidate;
import dev.logarchiver.audit.FoundObject.Refused;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.retention.Restoration;
import dev.logarchiver.state.DatabaseFailures;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Rebuilds the ledger from the objects in the store, in constant memory. It can be
 * stopped and repeated at any time: what the ledger has already is not even asked for.
 */
@Component
public class Reindexing {

	private static final Log logger = LogFactory.getLog(Reindexing.class);

	private static final int BATCH = 500;

	private final Ledger ledger;

	private final RowInsertion rows;

	private final MissingObjects missing;

	private final Ownership ownership;

	private final ErrorRecount errors;

	private final Restoration restoration;

	private final ObjectProvider<LogStore> store;

	Reindexing(Ledger ledger, RowInsertion rows, MissingObjects missing, Ownership ownership, ErrorRecount errors,
			Restoration restoration, ObjectProvider<LogStore> store) {
		this.ledger = ledger;
		this.rows = rows;
		this.missing = missing;
		this.ownership = ownership;
		this.errors = errors;
		this.restoration = restoration;
		this.store = store;
	}

	/**
	 * Puts every log in the store that the ledger lacks into the ledger, and what the
	 * store remembers of pruned logs and of holds.
	 * @param replace whether rows are dropped whose objects aren't in the store, and the
	 * ledger is that of this store's archive from now on
	 * @param progress receives, now and then, how many objects are done
	 * @throws dev.logarchiver.run.ConfigurationException if the store is that of another
	 * archive, and not to replace the ledger's
	 * @throws dev.logarchiver.run.OutOfReachException if the store can't be used
	 */
	public ReindexReport reindex(boolean replace, LongConsumer progress) {
		LogStore objects = this.store.getObject();
		objects.check();
		long dropped = replace ? replace(objects) : 0;
		this.ownership.adopt();
		ReindexTally tally = new ReindexTally();
		inBatches(objects, (_) -> true, (batch) -> {
			insert(batch).forEach(tally::add);
			progress.accept(tally.objects());
		});
		this.ownership.partialsAreKnown();
		return tally.report(dropped)
			.with(this.restoration.restorePruned(objects.files()), this.restoration.restoreHolds(objects.files()));
	}

	/**
	 * Counts the error lines anew of all logs that are in the ledger and in the store, by
	 * what counts as one now.
	 * @param report what was done before
	 * @param progress receives, now and then, how many logs are done
	 * @return the same with what came of this
	 */
	public ReindexReport recountErrors(ReindexReport report, LongConsumer progress) {
		return report.with(this.errors.recount(this.store.getObject(), progress));
	}

	private long replace(LogStore objects) {
		long lost = this.missing.find(objects);
		logger.warn("Dropping " + lost + " of " + this.ledger.size() + " rows of the ledger, whose objects aren't in "
				+ objects.uri());
		this.missing.drop();
		return lost;
	}

	/**
	 * Takes the partial objects into the ledger that an earlier ledger left, where it
	 * isn't known yet that there are none. Nothing else is looked up.
	 */
	public void findPartials() {
		if (this.ownership.owesPartials()) {
			inBatches(this.store.getObject(),
					(object) -> ObjectKey.parse(object.key()).filter(ObjectKey::partial).isPresent(),
					this.rows::insert);
			this.ownership.partialsAreKnown();
		}
	}

	private void inBatches(LogStore objects, Predicate<ListedObject> wanted, Consumer<List<FoundObject>> consumer) {
		try (Stream<ListedObject> listed = objects.list()) {
			Concurrently.process(listed.filter(wanted), new ObjectLookup(this.ledger, objects)::look,
					(found) -> found.gather(Gatherers.windowFixed(BATCH)).forEach(consumer));
		}
	}

	/** One object that the database doesn't take doesn't keep it from the others. */
	private List<FoundObject> insert(List<FoundObject> batch) {
		try {
			return this.rows.insert(batch);
		}
		catch (DataIntegrityViolationException ex) {
			return batch.stream().map(this::insertAlone).toList();
		}
	}

	private FoundObject insertAlone(FoundObject object) {
		try {
			return this.rows.insert(List.of(object)).getFirst();
		}
		catch (DataIntegrityViolationException ex) {
			if (!(object instanceof Candidate candidate)) {
				throw ex;
			}
			return new Refused(candidate.log().key(),
					"the database doesn't accept it: " + Printable.escape(DatabaseFailures.describe(ex)));
		}
	}

}
