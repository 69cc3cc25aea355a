package dev.logarchiver.ledger;

import java.util.Optional;

import dev.logarchiver.store.spool.EntryPoints;
import dev.logarchiver.store.spool.PackedEntries;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Remembers where large objects can be entered in the middle, beside the rows of their
 * logs, with which that is written and goes.
 */
@Repository
public class TextEntries {

	/** What H2 takes in a column. */
	private static final int LONGEST = 1024 * 1024;

	private static final String OF_ROW = " WHERE worker_id = ? AND run_id = ? AND revision = ?";

	private static final String DELETE = "DELETE FROM text_entries";

	private final JdbcClient jdbc;

	public TextEntries(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds the entry points of a log.
	 * @return the points of exactly this text under exactly this key; empty where they
	 * aren't known
	 */
	public Optional<EntryPoints> find(ArchivedLog log) {
		return this.jdbc.sql("SELECT entries FROM text_entries" + OF_ROW + " AND object_key = ? AND sha256 = ?")
			.params(log.worker().value(), log.runId().value(), log.revision(), log.key(), log.text().sha256())
			.query((row, number) -> row.getBytes("entries"))
			.optional()
			.flatMap(PackedEntries::read);
	}

	/** Remembers those of a row that is new. */
	void add(ArchivedLog log) {
		EntryPoints entries = log.text().entries();
		byte[] packed = (entries != null) ? PackedEntries.of(entries) : new byte[0];
		if (packed.length > 0 && packed.length <= LONGEST) {
			this.jdbc
				.sql("INSERT INTO text_entries (worker_id, run_id, revision, object_key, sha256, entries) "
						+ "VALUES (?, ?, ?, ?, ?, ?)")
				.params(log.worker().value(), log.runId().value(), log.revision(), log.key(), log.text().sha256(),
						packed)
				.update();
		}
	}

	/**
	 * Remembers those of a row that was there before. A row that comes without any keeps
	 * what is known of the same text under the same key.
	 */
	void replace(ArchivedLog log) {
		JdbcClient.StatementSpec delete = (log.text().entries() != null) ? this.jdbc.sql(DELETE + OF_ROW)
				: this.jdbc.sql(DELETE + OF_ROW + " AND (object_key <> ? OR sha256 <> ?)")
					.param(4, log.key())
					.param(5, log.text().sha256());
		delete.param(1, log.worker().value()).param(2, log.runId().value()).param(3, log.revision()).update();
		add(log);
	}

}
