package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Runs that are listed and not archived. They stay until they are archived, or gone for
 * good.
 */
@Repository
public class PendingRuns {

	private static final String INSERT = """
			INSERT INTO pending_run (instance_id, worker_id, run_id, run_status, started_at, finished_at, gone)
			VALUES (?, ?, ?, ?, ?, ?, FALSE) ON CONFLICT DO NOTHING""";

	private static final String KEY = " WHERE instance_id = ? AND worker_id = ? AND run_id = ?";

	private static final String FAIL = """
			UPDATE pending_run SET gone = ?, tried_by = ?, tried_at = ?, code = ?, reason = ?, request_id = ?,
			missing_since = COALESCE(missing_since, CAST(? AS TIMESTAMP WITH TIME ZONE))""" + KEY;

	private static final String OF_LISTED = """
			AND EXISTS (SELECT 1 FROM worker_list_entry entry WHERE entry.list_id = :list
			AND entry.worker_id = pending_run.worker_id)""";

	private final JdbcClient jdbc;

	public PendingRuns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Adds runs. Those that are pending or gone already stay as they are.
	 * @return how many were not known yet
	 */
	public int add(Collection<PendingRun> runs) {
		return runs.stream().mapToInt(this::insert).sum();
	}

	/** Takes out a run that is archived. */
	public void remove(PendingRun run) {
		this.jdbc.sql("DELETE FROM pending_run" + KEY).params(key(run)).update();
	}

	/**
	 * Takes note of a try that failed.
	 * @param run the run, pending or not yet
	 * @param attempt the try
	 */
	public void fail(PendingRun run, FailedAttempt attempt) {
		insert(run);
		FailedWorker failure = attempt.failure();
		this.jdbc.sql(FAIL)
			.params(Arrays.asList(attempt.gone(), attempt.instance(), Columns.time(failure.failedAt()), failure.code(),
					failure.reason(), failure.requestId(), Columns.timeOrNull(attempt.missing())))
			.params(key(run))
			.update();
	}

	/**
	 * Since when the platform says that a run has no log; empty when it didn't say so.
	 */
	public Optional<Instant> missingSince(PendingRun run) {
		return this.jdbc.sql("SELECT missing_since FROM pending_run" + KEY + " AND missing_since IS NOT NULL")
			.params(key(run))
			.query((row, _) -> Columns.instant(row, "missing_since"))
			.optional();
	}

	/**
	 * The pending runs of a backfill that it has not tried yet, in the order of their
	 * keys: those after a run, the first ones if it is null.
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public List<PendingRun> ofBackfill(long instance, @Nullable PendingRun after, int limit) {
		return page("", instance, after, limit).param("triedBy", instance).query(PendingRuns::read).list();
	}

	/**
	 * The pending runs of the Workers of a list that a job instance has not tried yet, in
	 * the order of their keys: those after a run, the first ones if it is null.
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	public List<PendingRun> ofWorkers(long triedBy, long list, @Nullable PendingRun after, int limit) {
		return page(OF_LISTED, PendingRun.ANY_INSTANCE, after, limit).param("triedBy", triedBy)
			.param("list", list)
			.query(PendingRuns::read)
			.list();
	}

	private JdbcClient.StatementSpec page(String condition, long instance, @Nullable PendingRun after, int limit) {
		return this.jdbc.sql("""
				SELECT * FROM pending_run WHERE instance_id = :instance AND (worker_id, run_id) > (:worker, :run)
				AND NOT gone AND (tried_by IS NULL OR tried_by <> :triedBy) %s
				ORDER BY instance_id, worker_id, run_id LIMIT :limit""".formatted(condition))
			.param("instance", instance)
			.param("worker", (after != null) ? after.worker().value() : "")
			.param("run", (after != null) ? after.run().id().value() : "")
			.param("limit", limit);
	}

	/** The Workers of a list of which runs are pending. */
	public Set<WorkerId> workers(long list) {
		return this.jdbc
			.sql("SELECT DISTINCT worker_id FROM pending_run WHERE instance_id = :instance AND NOT gone " + OF_LISTED)
			.param("list", list)
			.param("instance", PendingRun.ANY_INSTANCE)
			.query(Columns::worker)
			.set();
	}

	/** The runs of a Worker that are pending or gone, oldest first. */
	public List<MissingRun> of(WorkerId worker) {
		return this.jdbc.sql("SELECT * FROM pending_run WHERE worker_id = ? ORDER BY run_id, instance_id")
			.param(worker.value())
			.query((row, number) -> new MissingRun(read(row, number), row.getBoolean("gone"),
					Columns.instantOrNull(row, "tried_at"), row.getString("code"), row.getString("reason"),
					row.getString("request_id")))
			.list();
	}

	/** Leaves what a backfill could not archive to every run of the job. */
	public void release(long instance) {
		this.jdbc
			.sql("""
					INSERT INTO pending_run (instance_id, worker_id, run_id, run_status, started_at, finished_at, gone,
					tried_by, tried_at, code, reason, request_id, missing_since) SELECT 0, worker_id, run_id, run_status,
					started_at, finished_at, gone, tried_by, tried_at, code, reason, request_id, missing_since FROM pending_run
					WHERE instance_id = :instance ON CONFLICT DO NOTHING""")
			.param("instance", instance)
			.update();
		this.jdbc.sql("DELETE FROM pending_run WHERE instance_id = ?").param(instance).update();
	}

	private int insert(PendingRun pending) {
		Run run = pending.run();
		return this.jdbc.sql(INSERT)
			.params(key(pending))
			.params(Arrays.asList(run.status().toString(), Columns.timeOrNull(run.startedAt()),
					Columns.timeOrNull(run.finishedAt())))
			.update();
	}

	private static Object[] key(PendingRun pending) {
		return new Object[] { pending.instance(), pending.worker().value(), pending.run().id().value() };
	}

	private static PendingRun read(ResultSet row, int number) throws SQLException {
		return new PendingRun(row.getLong("instance_id"), Columns.worker(row, number), Columns.run(row));
	}

}
