package dev.logarchiver.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the row of an archived log, and what follows from it for other rows. */
final class LogInsertion {

	static final String COLUMNS = """
			worker_id, run_id, revision, object_key, is_final, completeness, run_status, started_at, finished_at,
			text_size, object_size, sha256, source_etag, unchanged_since, archived_at, execution_id, request_id,
			leftover_key, error_lines, first_errors, redactions, redaction_rules, source_mac,
			locked_until""";

	private static final String INSERT = "INSERT INTO archived_log (" + COLUMNS + ", run_at, errors_at)" + """
			 VALUES (:worker, :run, :revision, :key, :final, :completeness, :status, :startedAt, :finishedAt,
			:size, :objectSize, :sha256, :etag, :unchangedSince, :archivedAt, :execution, :requestId, :leftover,
			:errorLines, :firstErrors, :redactions, :rules, :sourceMac, :lockedUntil,
			:runAt, :errorsAt)
			ON CONFLICT DO NOTHING""";

	private static final String UPDATE = """
			UPDATE archived_log SET object_key = :key, is_final = :final, completeness = :completeness,
			run_status = :status, started_at = :startedAt, finished_at = :finishedAt, text_size = :size,
			object_size = :objectSize, sha256 = :sha256, source_etag = :etag, unchanged_since = :unchangedSince,
			archived_at = :archivedAt, execution_id = :execution, request_id = :requestId, leftover_key = :leftover,
			error_lines = :errorLines, first_errors = :firstErrors, redactions = :redactions, redaction_rules = :rules,
			source_mac = :sourceMac, locked_until = :lockedUntil, run_at = :runAt, errors_at = :errorsAt
			WHERE worker_id = :worker AND run_id = :run AND revision = :revision AND NOT is_final""";

	private static final String STRAY = """
			INSERT INTO stray_partial (object_key, worker_id, run_id)
			SELECT object_key, worker_id, run_id FROM archived_log
			WHERE worker_id = ? AND run_id = ? AND revision = ? AND NOT is_final AND object_key <> ?
			ON CONFLICT DO NOTHING""";

	private final JdbcClient jdbc;

	private final TextEntries entries;

	LogInsertion(JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.entries = new TextEntries(jdbc);
	}

	void record(ArchivedLog log) {
		if (log.isFinal()) {
			forgetPartialOf(log);
		}
		else {
			keepTrackOfPartials(log);
		}
		int inserted = this.jdbc.sql(INSERT).params(ArchivedLogRows.parameters(log)).update();
		if (inserted > 0) {
			this.entries.add(log);
		}
		else if (this.jdbc.sql(UPDATE).params(ArchivedLogRows.parameters(log)).update() > 0) {
			this.entries.replace(log);
		}
		noteUnfinished(log, inserted == 0 || log.revision() > 1);
	}

	/** A log that became final under a later revision leaves no open row behind. */
	private void forgetPartialOf(ArchivedLog log) {
		if (log.revision() > 1) {
			update("DELETE FROM archived_log WHERE worker_id = ? AND run_id = ? AND revision < ? AND NOT is_final",
					log.worker().value(), log.runId().value(), log.revision());
		}
	}

	/**
	 * From now on the row names the partial object. One under another key, which is that
	 * of another compression, is of no use any more.
	 */
	private void keepTrackOfPartials(ArchivedLog log) {
		update(STRAY, log.worker().value(), log.runId().value(), log.revision(), log.key());
		update("DELETE FROM stray_partial WHERE object_key = ?", log.key());
	}

	/** Until a run has ended, its log may grow, even one that is final. */
	private void noteUnfinished(ArchivedLog log, boolean knownBefore) {
		boolean ended = log.isFinal() && log.run().status().ended();
		if (!ended) {
			update("INSERT INTO unfinished_run (worker_id, run_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
					log.worker().value(), log.runId().value());
		}
		else if (knownBefore) {
			update("DELETE FROM unfinished_run WHERE worker_id = ? AND run_id = ?", log.worker().value(),
					log.runId().value());
		}
	}

	private void update(String sql, Object... parameters) {
		this.jdbc.sql(sql).params(parameters).update();
	}

}
