package dev.logarchiver.ledger;

import java.util.stream.Gatherers;
import java.util.stream.Stream;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows whose objects aren't in the store, kept in a table of their own until they are
 * dropped.
 */
@Repository
public class MissingRows {

	private static final int BATCH = 500;

	private static final String DROP = """
			DELETE FROM archived_log WHERE EXISTS (SELECT 1 FROM missing_log missing
			WHERE missing.worker_id = archived_log.worker_id AND missing.run_id = archived_log.run_id
			AND missing.revision = archived_log.revision)""";

	/** Surveys show only what is new: what is lost is found by asking. */
	private static final String ASK = "UPDATE surveyed_worker SET outcome = 0 "
			+ "WHERE worker_id IN (SELECT worker_id FROM missing_log)";

	private final Archives archives;

	private final JdbcTemplate jdbc;

	MissingRows(Archives archives, JdbcTemplate jdbc) {
		this.archives = archives;
		this.jdbc = jdbc;
	}

	/** Forgets the rows of another search. */
	public void clear() {
		this.jdbc.update("DELETE FROM missing_log");
	}

	/**
	 * Keeps rows.
	 * @param logs the rows, read to their end
	 */
	public void add(Stream<ArchivedLog> logs) {
		logs.map((log) -> new Object[] { log.worker().value(), log.runId().value(), log.revision() })
			.gather(Gatherers.windowFixed(BATCH))
			.forEach((batch) -> this.jdbc
				.batchUpdate("INSERT INTO missing_log (worker_id, run_id, revision) VALUES (?, ?, ?)", batch));
	}

	public long count() {
		Long count = this.jdbc.queryForObject("SELECT COUNT(*) FROM missing_log", Long.class);
		return (count != null) ? count : 0;
	}

	/** Drops the rows that were kept, and forgets which archive they were of. */
	@Transactional
	public void drop() {
		this.jdbc.update(ASK);
		this.jdbc.update(DROP);
		clear();
		this.archives.forget();
	}

}
