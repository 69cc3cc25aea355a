package dev.logarchiver.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is archived: one row for each Worker as listed, run and revision.
 */
@Repository
public class Ledger {

	private static final String COLUMNS = """
			worker_id, run_id, revision, object_key, is_final, completeness, run_status, started_at, finished_at,
			text_size, object_size, sha256, source_etag, unchanged_since, archived_at, execution_id, request_id,
			leftover_key, error_lines, first_errors""";

	static final String SELECT = "SELECT " + COLUMNS + " FROM archived_log ";

	private static final String INSERT = "INSERT INTO archived_log (" + COLUMNS + ", run_at, errors_at)" + """
			 VALUES (:worker, :run, :revision, :key, :final, :completeness, :status, :startedAt, :finishedAt,
			:size, :objectSize, :sha256, :etag, :unchangedSince, :archivedAt, :execution, :requestId, :leftover,
			:errorLines, :firstErrors, :runAt, :errorsAt)
			ON CONFLICT DO NOTHING""";

	private static final String UPDATE = """
			UPDATE archived_log SET object_key = :key, is_final = :final, completeness = :completeness,
			run_status = :status, started_at = :startedAt, finished_at = :finishedAt, text_size = :size,
			object_size = :objectSize, sha256 = :sha256, source_etag = :etag, unchanged_since = :unchangedSince,
			archived_at = :archivedAt, execution_id = :execution, request_id = :requestId, leftover_key = :leftover,
			error_lines = :errorLines, first_errors = :firstErrors, run_at = :runAt, errors_at = :errorsAt
			WHERE worker_id = :worker AND run_id = :run AND revision = :revision AND NOT is_final""";

	private static final String STRAY = """
			INSERT INTO stray_partial (object_key, worker_id, run_id)
			SELECT object_key, worker_id, run_id FROM archived_log
			WHERE worker_id = ? AND run_id = ? AND revision = ? AND NOT is_final AND object_key <> ?
			ON CONFLICT DO NOTHING""";

	private static final Comparator<ArchivedLog> BY_AGE = Comparator.comparing(ArchivedLog::runAt)
		.thenComparing((log) -> log.runId().value())
		.thenComparingInt(ArchivedLog::revision);

	private static final Comparator<ArchivedLog> BY_RUN = Comparator
		.comparing((ArchivedLog log) -> log.worker().value())
		.thenComparing((log) -> log.runId().value());

	private final JdbcClient jdbc;

	public Ledger(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The archived logs of one run.
	 * @param worker the Worker as listed
	 * @param run the run
	 * @return its revisions, oldest first
	 */
	public List<ArchivedLog> revisions(WorkerId worker, RunId run) {
		return this.jdbc.sql(SELECT + "WHERE worker_id = ? AND run_id = ? ORDER BY revision")
			.params(worker.value(), run.value())
			.query(ArchivedLogRows::read)
			.list();
	}

	/**
	 * The runs of a Worker whose logs aren't final yet.
	 * @param worker the Worker as listed
	 * @return their rows, oldest first
	 */
	public List<ArchivedLog> notFinal(WorkerId worker) {
		return this.jdbc.sql(SELECT + "WHERE worker_id = ? AND is_final = FALSE ORDER BY run_at, run_id")
			.param(worker.value())
			.query(ArchivedLogRows::read)
			.list();
	}

	/**
	 * The newest archived log of a Worker, or the newest revision of one of its runs.
	 * @param worker the Worker as listed
	 * @param run the run; the newest where null
	 * @return the row; empty where nothing is archived
	 */
	public Optional<ArchivedLog> newest(WorkerId worker, @Nullable RunId run) {
		if (run != null) {
			return revisions(worker, run).stream().reduce((older, newer) -> newer);
		}
		return Stream.of(true, false).flatMap((isFinal) -> newest(worker, isFinal).stream()).max(BY_AGE);
	}

	/**
	 * The leading columns are the same in all rows. They are in the order for H2, which
	 * then reads the end of the index instead of all rows of the Worker.
	 */
	private Optional<ArchivedLog> newest(WorkerId worker, boolean isFinal) {
		return this.jdbc
			.sql(SELECT + "WHERE worker_id = ? AND is_final = ? ORDER BY worker_id DESC, is_final DESC, run_at DESC, "
					+ "run_id DESC, revision DESC FETCH FIRST 1 ROWS ONLY")
			.params(worker.value(), isFinal)
			.query(ArchivedLogRows::read)
			.optional();
	}

	/**
	 * The newest run of a Worker that ended in some way.
	 * @param worker the Worker as listed
	 * @param status how it ended
	 * @return the newest revision of its log; empty where none is archived
	 */
	public Optional<ArchivedLog> newestEnded(WorkerId worker, RunStatus status) {
		return this.jdbc
			.sql(SELECT + "WHERE worker_id = ? AND is_final = TRUE AND run_status = ? ORDER BY worker_id DESC, "
					+ "is_final DESC, run_at DESC, run_id DESC, revision DESC FETCH FIRST 1 ROWS ONLY")
			.params(worker.value(), status.toString())
			.query(ArchivedLogRows::read)
			.optional();
	}

	/**
	 * The archived logs that a filter matches, newest run first.
	 * @param filter what to look up
	 * @return the rows
	 */
	public List<ArchivedLog> find(LogFilter filter) {
		LogQuery query = LogQuery.of(filter);
		return this.jdbc.sql(SELECT + query.where() + query.order() + " LIMIT :limit")
			.params(query.parameters())
			.param("limit", filter.limit())
			.query(ArchivedLogRows::read)
			.list();
	}

	/**
	 * Reads every row, by Worker, in constant memory.
	 * @return the rows, fetched page by page as they are read
	 */
	public Stream<ArchivedLog> all() {
		return ArchivedLogRows.stream(this.jdbc, SELECT);
	}

	/**
	 * How many logs are archived.
	 * @return the number of rows
	 */
	public long size() {
		return this.jdbc.sql("SELECT COUNT(*) FROM archived_log").query(Long.class).single();
	}

	/**
	 * Records what was stored. A row that is final already is left as it is, so that a
	 * replay is harmless. All write in the same order: jobs that have Workers in common
	 * would else wait for each other forever.
	 * @param logs what was stored
	 */
	public void record(List<ArchivedLog> logs) {
		for (ArchivedLog log : logs.stream().sorted(BY_RUN).toList()) {
			forgetPartialOf(log);
			keepTrackOfPartials(log);
			int inserted = this.jdbc.sql(INSERT).params(ArchivedLogRows.parameters(log)).update();
			if (inserted == 0) {
				this.jdbc.sql(UPDATE).params(ArchivedLogRows.parameters(log)).update();
			}
			noteUnfinished(log, inserted == 0 || log.revision() > 1);
		}
	}

	/**
	 * Until a run has ended, its log may grow, even one that is final.
	 */
	private void noteUnfinished(ArchivedLog log, boolean knownBefore) {
		boolean ended = log.isFinal() && log.run().status().ended();
		if (!ended) {
			this.jdbc.sql("INSERT INTO unfinished_run (worker_id, run_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
				.params(log.worker().value(), log.runId().value())
				.update();
		}
		else if (knownBefore) {
			this.jdbc.sql("DELETE FROM unfinished_run WHERE worker_id = ? AND run_id = ?")
				.params(log.worker().value(), log.runId().value())
				.update();
		}
	}

	/**
	 * A log that became final under a later revision leaves no open row behind.
	 */
	private void forgetPartialOf(ArchivedLog log) {
		if (log.isFinal() && log.revision() > 1) {
			this.jdbc
				.sql("DELETE FROM archived_log WHERE worker_id = ? AND run_id = ? AND revision < ? AND NOT is_final")
				.params(log.worker().value(), log.runId().value(), log.revision())
				.update();
		}
	}

	/**
	 * From now on the row tells of the partial object. One under another key, which is
	 * that of another compression, is of no use any more.
	 */
	private void keepTrackOfPartials(ArchivedLog log) {
		if (!log.isFinal()) {
			this.jdbc.sql(STRAY).params(log.worker().value(), log.runId().value(), log.revision(), log.key()).update();
			this.jdbc.sql("DELETE FROM stray_partial WHERE object_key = ?").param(log.key()).update();
		}
	}

	/**
	 * The partial objects that may still lie beside final ones.
	 * @return their keys
	 */
	public List<String> leftovers() {
		// Every key begins like this. PostgreSQL's index serves the first condition, H2's
		// only the second.
		return this.jdbc
			.sql("SELECT leftover_key FROM archived_log WHERE leftover_key IS NOT NULL "
					+ "AND leftover_key LIKE 'worker=%'")
			.query(String.class)
			.list();
	}

	/**
	 * Takes note of a partial object that no row tells of.
	 */
	public void noteStray(ArchivedLog log) {
		this.jdbc
			.sql("INSERT INTO stray_partial (object_key, worker_id, run_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
			.params(log.key(), log.worker().value(), log.runId().value())
			.update();
	}

	/**
	 * Whether a partial object is one that no row tells of, and that is to be deleted.
	 */
	public boolean isStray(String key) {
		return this.jdbc.sql("SELECT COUNT(*) FROM stray_partial WHERE object_key = ?")
			.param(key)
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * The objects of the newest runs.
	 * @param isFinal whether those of final logs are wanted, or else those of the others
	 * @param limit at most this many
	 * @return their keys, newest run first
	 */
	public List<String> newestKeys(boolean isFinal, int limit) {
		return this.jdbc.sql("SELECT object_key FROM archived_log WHERE is_final = ? ORDER BY run_at DESC LIMIT ?")
			.params(isFinal, limit)
			.query(String.class)
			.list();
	}

	/**
	 * Forgets the logs that aren't final: none of their objects is there.
	 */
	public void forgetNotFinal() {
		this.jdbc.sql("DELETE FROM archived_log WHERE is_final = FALSE").update();
	}

	/**
	 * Forgets a partial object that has been deleted.
	 * @param key its key
	 */
	public void forgetLeftover(String key) {
		this.jdbc.sql("UPDATE archived_log SET leftover_key = NULL WHERE leftover_key = ?").param(key).update();
	}

}
