package dev.logarchiver.ledger;

import java.util.List;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.ObjectKey;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Partial objects that are of no use any more: those that lie beside final ones, as the
 * rows of these say, and those that no row names, because they are about to be stored or
 * because the row names another object by now.
 */
@Repository
public class StrayPartials {

	private final JdbcClient jdbc;

	public StrayPartials(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes note of a partial object before it is stored: whoever stores it may be killed
	 * before its row is written. Committed at once.
	 */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void note(ObjectKey key) {
		note(key.value(), key.worker(), key.run());
	}

	/**
	 * Takes note of a partial object that no row names.
	 * @param log what the object says of itself
	 */
	public void note(ArchivedLog log) {
		note(log.key(), log.worker(), log.runId());
	}

	private void note(String key, WorkerId worker, RunId run) {
		this.jdbc
			.sql("INSERT INTO stray_partial (object_key, worker_id, run_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
			.params(key, worker.value(), run.value())
			.update();
	}

	/**
	 * Takes note of a partial object that lies beside the final one.
	 * @param end the row of the final object
	 * @param partial what the partial one says of itself
	 */
	public void leaveOver(ArchivedLog end, ArchivedLog partial) {
		int noted = this.jdbc
			.sql("UPDATE archived_log SET leftover_key = ? WHERE worker_id = ? AND run_id = ? AND revision = ? "
					+ "AND leftover_key IS NULL")
			.params(partial.key(), end.worker().value(), end.runId().value(), end.revision())
			.update();
		if (noted == 0) {
			note(partial);
		}
	}

	/** Whether a partial object is one that no row names. */
	public boolean contains(String key) {
		return this.jdbc.sql("SELECT COUNT(*) FROM stray_partial WHERE object_key = ?")
			.param(key)
			.query(Long.class)
			.single() > 0;
	}

	/** The partial objects that may still lie beside final ones. */
	public List<String> leftovers() {
		// Every key begins like this. PostgreSQL's index serves the first condition, H2's
		// only the second.
		return this.jdbc
			.sql("SELECT leftover_key FROM archived_log WHERE leftover_key IS NOT NULL "
					+ "AND leftover_key LIKE 'worker=%'")
			.query(String.class)
			.list();
	}

	/** Forgets one of the leftovers, which has been deleted. */
	public void forgetLeftover(String key) {
		this.jdbc.sql("UPDATE archived_log SET leftover_key = NULL WHERE leftover_key = ?").param(key).update();
	}

	/**
	 * The partial objects whose runs have rows in the ledger that name other objects:
	 * nothing reads them any more.
	 */
	public List<String> obsolete() {
		return this.jdbc.sql("""
				SELECT object_key FROM stray_partial stray
				WHERE EXISTS (SELECT 1 FROM archived_log log
					WHERE log.worker_id = stray.worker_id AND log.run_id = stray.run_id)
				AND NOT EXISTS (SELECT 1 FROM archived_log log
					WHERE log.worker_id = stray.worker_id AND log.run_id = stray.run_id
					AND log.object_key = stray.object_key)""").query(String.class).list();
	}

	/** Forgets one of the obsolete, which has been deleted. */
	public void forget(String key) {
		this.jdbc.sql("DELETE FROM stray_partial WHERE object_key = ?").param(key).update();
	}

}
