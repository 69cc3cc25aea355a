package dev.logarchiver.ledger;

import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.StoreException;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the rows whose objects aren't in the store, and drops them. In constant memory:
 * between the two, the rows are kept in a table of their own.
 */
@Repository
class MissingRows {

	private static final int BATCH = 500;

	private static final String DROP = """
			DELETE FROM archived_log WHERE EXISTS (SELECT 1 FROM missing_log missing
			WHERE missing.worker_id = archived_log.worker_id AND missing.run_id = archived_log.run_id
			AND missing.revision = archived_log.revision)""";

	private final Ledger ledger;

	private final Archives archives;

	private final JdbcTemplate jdbc;

	MissingRows(Ledger ledger, Archives archives, JdbcTemplate jdbc) {
		this.ledger = ledger;
		this.archives = archives;
		this.jdbc = jdbc;
	}

	/**
	 * Finds the rows.
	 * @param store where their objects should be
	 * @return how many there are
	 */
	long find(LogStore store) {
		this.jdbc.update("DELETE FROM missing_log");
		KeySums sums = new KeySums();
		this.ledger.all().forEach((log) -> sums.add(log.key()));
		try (Stream<ListedObject> listed = store.list()) {
			listed.forEach((object) -> sums.subtract(object.key()));
		}
		Stream<ArchivedLog> candidates = this.ledger.all().filter((log) -> sums.mayLack(log.key()));
		Concurrently.process(candidates, (log) -> missing(store, log),
				(found) -> found.flatMap(Optional::stream)
					.map((log) -> new Object[] { log.worker().value(), log.runId().value(), log.revision() })
					.gather(Gatherers.windowFixed(BATCH))
					.forEach((batch) -> this.jdbc
						.batchUpdate("INSERT INTO missing_log (worker_id, run_id, revision) VALUES (?, ?, ?)", batch)));
		Long count = this.jdbc.queryForObject("SELECT COUNT(*) FROM missing_log", Long.class);
		return (count != null) ? count : 0;
	}

	private static Optional<ArchivedLog> missing(LogStore store, ArchivedLog log) {
		try {
			return store.find(log.key()).isEmpty() ? Optional.of(log) : Optional.empty();
		}
		catch (StoreException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Drops the rows that were found, and forgets which archive they were of.
	 */
	@Transactional
	public void drop() {
		this.jdbc.update(DROP);
		this.jdbc.update("DELETE FROM missing_log");
		this.archives.forget();
	}

}
