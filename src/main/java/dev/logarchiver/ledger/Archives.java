package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import dev.logarchiver.store.ArchiveIdentity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Remembers which archive the ledger belongs to, in a single row. */
@Repository
public class Archives {

	private final JdbcClient jdbc;

	Archives(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public Optional<KnownArchive> known() {
		return this.jdbc.sql("SELECT archive_id, created_at, store_uri, in_store, partials_owed FROM archive")
			.query(Archives::read)
			.optional();
	}

	/**
	 * Waits, within a transaction, for others that take their turn: nobody is to hold
	 * what is about to be pruned, and to be told that it is held.
	 */
	static void takeTurn(JdbcClient jdbc) {
		jdbc.sql("SELECT archive_number FROM archive FOR UPDATE").query(Integer.class).optional();
	}

	/**
	 * Remembers an archive.
	 * @param archive the archive
	 * @param replace whether another one is remembered, to be replaced
	 * @return the one that is remembered: another process may have been first
	 */
	@Transactional
	public KnownArchive begin(KnownArchive archive, boolean replace) {
		if (replace) {
			set(archive);
		}
		else {
			insert(archive);
		}
		return known().orElseThrow();
	}

	/** Remembers an archive in the place of whatever is remembered. */
	@Transactional
	public void set(KnownArchive archive) {
		int updated = write(
				"UPDATE archive SET archive_id = ?, created_at = ?, store_uri = ?, in_store = ?, partials_owed = ?",
				archive);
		if (updated == 0) {
			insert(archive);
		}
	}

	void forget() {
		this.jdbc.sql("DELETE FROM archive").update();
	}

	private void insert(KnownArchive archive) {
		write("INSERT INTO archive (archive_number, archive_id, created_at, store_uri, in_store, partials_owed) "
				+ "VALUES (1, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", archive);
	}

	private int write(String statement, KnownArchive archive) {
		return this.jdbc.sql(statement)
			.params(archive.identity().id(), Columns.time(archive.identity().createdAt()), archive.uri(),
					archive.inStore(), archive.partialsOwed())
			.update();
	}

	private static KnownArchive read(ResultSet row, int number) throws SQLException {
		return new KnownArchive(new ArchiveIdentity(row.getString("archive_id"), Columns.instant(row, "created_at")),
				row.getString("store_uri"), row.getBoolean("in_store"), row.getBoolean("partials_owed"));
	}

}
