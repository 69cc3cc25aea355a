package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tombstones: what was archived and then pruned. A row is either there or among the
 * archived logs, never in both places. A pruned run is not downloaded again.
 */
@Repository
public class PrunedLogs {

	/**
	 * All that there is of an archived log, so that nothing is lost on the way there and
	 * back.
	 */
	private static final String COLUMNS = LogInsertion.COLUMNS + ", run_at, errors_at";

	private static final int PAGE = 1000;

	private static final String KEY = " WHERE worker_id = ? AND run_id = ? AND revision = ?";

	/** Whoever changes the row meanwhile comes first, or finds it gone. */
	private static final String PRUNABLE = "SELECT COUNT(*) FROM (SELECT revision FROM archived_log log" + KEY + """
			 AND object_key = ? AND sha256 = ? AND is_final = TRUE
			AND (locked_until IS NULL OR locked_until <= CAST(? AS TIMESTAMP WITH TIME ZONE))
			AND NOT EXISTS (SELECT 1 FROM log_hold hold
				WHERE hold.worker_id = log.worker_id AND hold.run_id IN ('', log.run_id))
			FOR UPDATE) prunable""";

	private static final String MARK = "INSERT INTO pruned_log (" + COLUMNS
			+ ", pruned_rule, pruned_at, pruned_by) SELECT " + COLUMNS
			+ ", ?, CAST(? AS TIMESTAMP WITH TIME ZONE), CAST(? AS BIGINT) FROM archived_log" + KEY;

	private static final String PUT_BACK = "INSERT INTO archived_log (" + COLUMNS + ") SELECT " + COLUMNS
			+ " FROM pruned_log" + KEY + " ON CONFLICT DO NOTHING";

	private static final String LOCK = "UPDATE pruned_log SET locked_until = "
			+ "COALESCE(CAST(? AS TIMESTAMP WITH TIME ZONE), locked_until)" + KEY;

	/** What is left of a partial object belongs to no row any more. */
	private static final String LEFTOVER = """
			INSERT INTO stray_partial (object_key, worker_id, run_id)
			SELECT leftover_key, worker_id, run_id FROM pruned_log""" + KEY
			+ " AND leftover_key IS NOT NULL ON CONFLICT DO NOTHING";

	private static final String ENDED = """
			DELETE FROM unfinished_run WHERE worker_id = ? AND run_id = ? AND NOT EXISTS (SELECT 1 FROM archived_log log
			WHERE log.worker_id = unfinished_run.worker_id AND log.run_id = unfinished_run.run_id)""";

	private static final String UNFINISHED = "INSERT INTO unfinished_run (worker_id, run_id) VALUES (?, ?) "
			+ "ON CONFLICT DO NOTHING";

	private static final Comparator<PrunedLog> BY_KEY = Comparator
		.comparing((PrunedLog pruned) -> pruned.log().worker().value())
		.thenComparing((pruned) -> pruned.log().runId().value())
		.thenComparingInt((pruned) -> pruned.log().revision());

	private final JdbcClient jdbc;

	private final Clock clock;

	PrunedLogs(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Moves logs from the archived ones to the pruned ones. One that is held or locked by
	 * now, isn't final, isn't the one that was meant, or is gone stays as it is.
	 * @param logs which ones: the row, its key and its text count
	 * @return those that were moved; their objects are to be deleted
	 */
	@Transactional
	public List<PrunedLog> mark(List<PrunedLog> logs) {
		Archives.takeTurn(this.jdbc);
		return logs.stream().sorted(BY_KEY).filter(this::mark).toList();
	}

	private boolean mark(PrunedLog pruned) {
		ArchivedLog log = pruned.log();
		boolean prunable = this.jdbc.sql(PRUNABLE)
			.params(key(pruned))
			.params(log.key(), log.text().sha256(), Columns.time(this.clock.instant()))
			.query(Integer.class)
			.single() > 0;
		if (prunable) {
			this.jdbc.sql("DELETE FROM pruned_log" + KEY).params(key(pruned)).update();
			this.jdbc.sql(MARK)
				.params(pruned.rule(), Columns.time(pruned.prunedAt()), pruned.execution())
				.params(key(pruned))
				.update();
			this.jdbc.sql("DELETE FROM archived_log" + KEY).params(key(pruned)).update();
			this.jdbc.sql(LEFTOVER).params(key(pruned)).update();
			this.jdbc.sql(ENDED).params(log.worker().value(), log.runId().value()).update();
		}
		return prunable;
	}

	/** Takes note that the objects of logs are gone. */
	@Transactional
	public void done(List<PrunedLog> logs) {
		logs.forEach((pruned) -> this.jdbc.sql("UPDATE pruned_log SET deleted_at = ?, first_errors = NULL" + KEY)
			.param(Columns.time(this.clock.instant()))
			.params(key(pruned))
			.update());
	}

	/**
	 * Moves a log back to the archived ones, because the store doesn't delete its object.
	 * @param lockedUntil until when; null where that isn't known
	 */
	@Transactional
	public void putBack(PrunedLog pruned, @Nullable Instant lockedUntil) {
		ArchivedLog log = pruned.log();
		this.jdbc.sql(LOCK).param(Columns.timeOrNull(lockedUntil)).params(key(pruned)).update();
		int back = this.jdbc.sql(PUT_BACK).params(key(pruned)).update();
		this.jdbc.sql("DELETE FROM pruned_log" + KEY).params(key(pruned)).update();
		if (back > 0 && !log.run().status().ended()) {
			this.jdbc.sql(UNFINISHED).params(log.worker().value(), log.runId().value()).update();
		}
	}

	/**
	 * The logs whose objects may still be there, in the order of their keys.
	 * @param after those after this one; the first ones where null
	 * @param limit at most this many
	 */
	public List<PrunedLog> pending(@Nullable PrunedLog after, int limit) {
		return query(
				"WHERE deleted_at IS NULL AND (worker_id, run_id, revision) > (?, ?, ?) "
						+ "ORDER BY worker_id, run_id, revision LIMIT " + limit,
				(after != null) ? key(after) : new Object[] { "", "", 0 });
	}

	/**
	 * The pruned logs that a filter matches, newest run first.
	 * @param filter which ones; error lines aside
	 * @param limit at most this many
	 */
	public List<PrunedLog> find(LogFilter filter, int limit) {
		List<String> conditions = new ArrayList<>(List.of("run_at >= ?", "run_at < ?"));
		List<Object> parameters = new ArrayList<>(
				List.of(Columns.time(Objects.requireNonNullElse(filter.since(), Columns.EVER)),
						Columns.time(Objects.requireNonNullElse(filter.until(), Columns.NEVER))));
		if (!filter.workers().isEmpty()) {
			conditions.add(WorkerCondition.of(filter.workers(), false));
		}
		if (filter.status() != null) {
			conditions.add("run_status = ?");
			parameters.add(filter.status().toString());
		}
		return query(
				"WHERE " + String.join(" AND ", conditions)
						+ " ORDER BY run_at DESC, worker_id DESC, run_id DESC, revision DESC LIMIT " + limit,
				parameters.toArray());
	}

	/**
	 * Reads what was pruned at a time, by Worker, page by page as it is read.
	 * @param time the time from which the rules counted
	 */
	public Stream<PrunedLog> at(Instant time) {
		return Stream.iterate(at(time, null), (page) -> !page.isEmpty(), (page) -> at(time, page.getLast()))
			.flatMap(List::stream);
	}

	private List<PrunedLog> at(Instant time, @Nullable PrunedLog after) {
		Object[] key = (after != null) ? key(after) : new Object[] { "", "", 0 };
		return query(
				"WHERE pruned_at = ? AND (worker_id, run_id, revision) > (?, ?, ?) "
						+ "ORDER BY worker_id, run_id, revision LIMIT " + PAGE,
				Columns.time(time), key[0], key[1], key[2]);
	}

	/** The pruned logs of a run, oldest revision first. */
	public List<PrunedLog> find(WorkerId worker, RunId run) {
		return query("WHERE worker_id = ? AND run_id = ? ORDER BY revision", worker.value(), run.value());
	}

	/**
	 * The newest revision of a run that was pruned.
	 * @return empty if none was
	 */
	public OptionalInt newestRevision(WorkerId worker, RunId run) {
		Integer newest = this.jdbc.sql("SELECT MAX(revision) FROM pruned_log WHERE worker_id = ? AND run_id = ?")
			.params(worker.value(), run.value())
			.query(Integer.class)
			.optional()
			.orElse(null);
		return (newest != null) ? OptionalInt.of(newest) : OptionalInt.empty();
	}

	private List<PrunedLog> query(String condition, Object... parameters) {
		return this.jdbc
			.sql("SELECT " + LogInsertion.COLUMNS + ", pruned_rule, pruned_at, pruned_by, deleted_at FROM pruned_log "
					+ condition)
			.params(parameters)
			.query(PrunedLogs::read)
			.list();
	}

	private static Object[] key(PrunedLog pruned) {
		return new Object[] { pruned.log().worker().value(), pruned.log().runId().value(), pruned.log().revision() };
	}

	private static PrunedLog read(ResultSet row, int number) throws SQLException {
		return new PrunedLog(ArchivedLogRows.read(row, number), row.getString("pruned_rule"),
				Columns.instant(row, "pruned_at"), row.getLong("pruned_by"), Columns.instantOrNull(row, "deleted_at"));
	}

}
