package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Runs that had not ended when their newest log was stored. The ledger notes them; a log
 * that is not final is looked at again with its Worker, so here it is about those whose
 * log is final by time alone, and those whose Worker isn't listed any more.
 */
@Repository
public class UnfinishedRuns {

	private static final String HAS_ROW = " EXISTS (SELECT 1 FROM archived_log log "
			+ "WHERE log.worker_id = unfinished.worker_id AND log.run_id = unfinished.run_id";

	private static final String DUE = "(look_at IS NULL OR look_at <= CAST(:now AS TIMESTAMP WITH TIME ZONE))";

	private static final String SETTLED = " NOT" + HAS_ROW + " AND is_final = FALSE)";

	private static final String WORKERS = "SELECT DISTINCT worker_id FROM unfinished_run unfinished WHERE " + DUE + """
			AND EXISTS (SELECT 1 FROM worker_list_entry entry
			WHERE entry.list_id = :list AND entry.worker_id = unfinished.worker_id) AND""" + HAS_ROW + ")";

	private static final String LISTED = """
			SELECT unfinished.worker_id, run_id, place.entry_number FROM unfinished_run unfinished
			JOIN worker_outcome place ON place.instance_id = :instance AND place.worker_id = unfinished.worker_id
			WHERE\s""" + DUE + " AND (NOT place.asked OR" + SETTLED + ") AND" + HAS_ROW + ")";

	private static final String UNLISTED = """
			SELECT unfinished.worker_id, run_id, 0 AS entry_number FROM unfinished_run unfinished
			WHERE (look_at IS NULL OR look_at <= CAST(:now AS TIMESTAMP WITH TIME ZONE))
			AND NOT EXISTS (SELECT 1 FROM worker_list_entry entry
				WHERE entry.list_id = :list AND entry.worker_id = unfinished.worker_id)
			AND EXISTS (SELECT 1 FROM archived_log log LEFT JOIN batch_job_execution_params job
				ON job.job_execution_id = log.execution_id AND job.parameter_name = 'job'
				WHERE log.worker_id = unfinished.worker_id AND log.run_id = unfinished.run_id
				AND (job.parameter_value IS NULL OR job.parameter_value IN (:jobs)))""";

	private final JdbcClient jdbc;

	UnfinishedRuns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The Workers of a list that have runs whose log is final by time alone.
	 * @param now the platform's time; null leaves out those that are not to be looked at
	 * each time
	 */
	public Set<WorkerId> workers(long list, @Nullable Instant now) {
		return workers(WORKERS + " AND" + SETTLED, list, now);
	}

	private Set<WorkerId> workers(String sql, long list, @Nullable Instant now) {
		return this.jdbc.sql(sql)
			.param("list", list)
			.param("now", Columns.timeOrNull(now))
			.query(Columns::worker)
			.set();
	}

	/**
	 * The Workers of a list that have runs which are to be looked at, be their log final
	 * by time alone or not final.
	 * @param now the platform's time
	 */
	public Set<WorkerId> allWorkers(long list, Instant now) {
		return workers(WORKERS, list, now);
	}

	/**
	 * Runs whose log is final by time alone, and those whose log isn't final if nobody
	 * asked their Workers, of Workers that a job instance isn't done with, in the order
	 * of their keys: those after a run, the first ones if it is null.
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public List<UnfinishedRun> listed(long instance, @Nullable Instant now, @Nullable UnfinishedRun after, int limit) {
		return page(LISTED, now, after, limit).param("instance", instance).query(UnfinishedRuns::read).list();
	}

	/**
	 * Runs that one of some jobs archived, and whose Workers its list has no more, in the
	 * order of their keys: those after a run, the first ones if it is null.
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public List<UnfinishedRun> unlisted(long list, Collection<String> jobs, @Nullable Instant now,
			@Nullable UnfinishedRun after, int limit) {
		return page(UNLISTED, now, after, limit).param("list", list)
			.param("jobs", jobs)
			.query(UnfinishedRuns::read)
			.list();
	}

	private JdbcClient.StatementSpec page(String select, @Nullable Instant now, @Nullable UnfinishedRun after,
			int limit) {
		return this.jdbc
			.sql(select + " AND (unfinished.worker_id, run_id) > (:worker, :run) "
					+ "ORDER BY unfinished.worker_id, run_id LIMIT :limit")
			.param("now", Columns.timeOrNull(now))
			.param("worker", (after != null) ? after.worker().value() : "")
			.param("run", (after != null) ? after.run().value() : "")
			.param("limit", limit);
	}

	/**
	 * Leaves a run alone until a time.
	 * @param run the run
	 * @param time the platform's time from which on it is to be looked at again
	 */
	public void later(UnfinishedRun run, Instant time) {
		this.jdbc.sql("UPDATE unfinished_run SET look_at = ? WHERE worker_id = ? AND run_id = ?")
			.params(Columns.time(time), run.worker().value(), run.run().value())
			.update();
	}

	/**
	 * Takes note that a run has ended, and that its newest log is still the right one.
	 * @param run the run
	 * @param ended the run as it ended; null if the platform no longer knows it
	 */
	public void end(UnfinishedRun run, @Nullable Run ended) {
		if (ended != null) {
			this.jdbc.sql("""
					UPDATE archived_log SET run_status = :status, started_at = :started, finished_at = :finished
					WHERE worker_id = :worker AND run_id = :run AND is_final = TRUE AND revision =
					(SELECT MAX(revision) FROM archived_log WHERE worker_id = :worker AND run_id = :run)""")
				.param("status", ended.status().toString())
				.param("started", Columns.timeOrNull(ended.startedAt()))
				.param("finished", Columns.timeOrNull(ended.finishedAt()))
				.param("worker", run.worker().value())
				.param("run", run.run().value())
				.update();
		}
		this.jdbc.sql("DELETE FROM unfinished_run WHERE worker_id = ? AND run_id = ?")
			.params(run.worker().value(), run.run().value())
			.update();
	}

	private static UnfinishedRun read(ResultSet row, int number) throws SQLException {
		return new UnfinishedRun(Columns.worker(row, number), new RunId(row.getString("run_id")),
				row.getLong("entry_number"));
	}

	/**
	 * A run that had not ended.
	 *
	 * @param worker the Worker as listed
	 * @param run the run
	 * @param entry the Worker's place in the list; 0 if it isn't listed any more
	 */
	public record UnfinishedRun(WorkerId worker, RunId run, long entry) {

		/**
		 * Whether its Worker is in the list.
		 * @return {@code false} if it was taken off the list
		 */
		public boolean listed() {
			return this.entry > 0;
		}

	}

}
