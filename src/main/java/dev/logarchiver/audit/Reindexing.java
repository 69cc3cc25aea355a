package dev.logarchiver.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import dev.logarchiver.audit.Sighting.Foreign;
import dev.logarchiver.audit.Sighting.Found;
import dev.logarchiver.audit.Sighting.Gone;
import dev.logarchiver.audit.Sighting.Known;
import dev.logarchiver.audit.Sighting.Leftover;
import dev.logarchiver.audit.Sighting.Refused;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.state.DatabaseFailures;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.StoredObject;
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

	private final ObjectProvider<LogStore> store;

	Reindexing(Ledger ledger, RowInsertion rows, MissingObjects missing, Ownership ownership,
			ObjectProvider<LogStore> store) {
		this.ledger = ledger;
		this.rows = rows;
		this.missing = missing;
		this.ownership = ownership;
		this.store = store;
	}

	/**
	 * Puts every log in the store that the ledger lacks into the ledger.
	 * @param replace whether rows are dropped whose objects aren't in the store, and the
	 * ledger is that of this store's archive from now on
	 * @param progress told now and then how many objects are done with
	 * @return what became of the objects
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
		try (Stream<ListedObject> listed = objects.list()) {
			Concurrently.process(listed, (object) -> look(objects, object),
					(sightings) -> sightings.gather(Gatherers.windowFixed(BATCH)).forEach((batch) -> {
						insert(batch).forEach(tally::add);
						progress.accept(tally.objects());
					}));
		}
		this.ownership.partialsAreKnown();
		return tally.report(dropped);
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
			LogStore objects = this.store.getObject();
			try (Stream<ListedObject> listed = objects.list()) {
				Stream<ListedObject> partials = listed
					.filter((object) -> ObjectKey.parse(object.key()).filter(ObjectKey::partial).isPresent());
				Concurrently.process(partials, (object) -> look(objects, object),
						(sightings) -> sightings.gather(Gatherers.windowFixed(BATCH)).forEach(this.rows::insert));
			}
			this.ownership.partialsAreKnown();
		}
	}

	/**
	 * One object that the database doesn't take doesn't keep it from the others.
	 */
	private List<Sighting> insert(List<Sighting> batch) {
		try {
			return this.rows.insert(batch);
		}
		catch (DataIntegrityViolationException ex) {
			return batch.stream().map(this::insertAlone).toList();
		}
	}

	private Sighting insertAlone(Sighting sighting) {
		try {
			return this.rows.insert(List.of(sighting)).getFirst();
		}
		catch (DataIntegrityViolationException ex) {
			if (!(sighting instanceof Found found)) {
				throw ex;
			}
			return new Refused(found.log().key(),
					"the database doesn't take it: " + Printable.escape(DatabaseFailures.describe(ex)));
		}
	}

	private Sighting look(LogStore objects, ListedObject object) {
		return ObjectKey.parse(object.key())
			.map((key) -> look(objects, key))
			.orElseGet(() -> new Foreign(object.key()));
	}

	private Sighting look(LogStore objects, ObjectKey key) {
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
			Optional<StoredObject> object = objects.find(key);
			return object.isPresent() ? new Found(ObjectRow.read(key, object.get())) : new Gone();
		}
		catch (StoreException | IllegalArgumentException ex) {
			return new Refused(key.value(), String.valueOf(ex.getMessage()));
		}
	}

}
