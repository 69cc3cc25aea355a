package dev.logarchiver.ledger;

import java.util.List;

import dev.logarchiver.store.ObjectKey;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Partial objects that no row of the ledger tells of, because they are about to be stored
 * or because the row tells of another object by now.
 */
@Repository
public class StrayPartials {

	private final JdbcClient jdbc;

	StrayPartials(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes note of a partial object before it is stored: whoever stores it may be killed
	 * before its row is written. Committed at once.
	 * @param key its key
	 */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void note(ObjectKey key) {
		this.jdbc
			.sql("INSERT INTO stray_partial (object_key, worker_id, run_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
			.params(key.value(), key.worker().value(), key.run().value())
			.update();
	}

	/**
	 * The partial objects whose runs have rows in the ledger that tell of other objects:
	 * nothing reads them any more.
	 * @return their keys
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

	/**
	 * Forgets a partial object that has been deleted.
	 * @param key its key
	 */
	public void forget(String key) {
		this.jdbc.sql("DELETE FROM stray_partial WHERE object_key = ?").param(key).update();
	}

}
