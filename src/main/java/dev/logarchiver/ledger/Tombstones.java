package dev.logarchiver.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings pruned logs in line with the store, for a ledger that is rebuilt. What is in the
 * store counts: a log whose object is there is archived, whatever was to be pruned.
 */
@Repository
public class Tombstones {

	private static final String KEY = " WHERE worker_id = ? AND run_id = ? AND revision = ?";

	private static final String INSERT = "INSERT INTO pruned_log (" + LogInsertion.COLUMNS + ", run_at, pruned_rule, "
			+ "pruned_at, pruned_by, deleted_at)" + """
					 VALUES (:worker, :run, :revision, :key, :final, :completeness, :status, :startedAt, :finishedAt,
					:size, :objectSize, :sha256, :etag, :unchangedSince, :archivedAt, :execution, :requestId, :leftover,
					:errorLines, :firstErrors, :redactions, :rules, :sourceMac, :lockedUntil, :runAt, :rule, :prunedAt,
					:prunedBy, :prunedAt) ON CONFLICT DO NOTHING""";

	private final JdbcClient jdbc;

	public Tombstones(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Remembers pruned logs whose objects aren't there. Those that are archived, or
	 * remembered already, stay as they are.
	 * @return how many were not known yet
	 */
	@Transactional
	public int add(List<PrunedLog> logs) {
		return logs.stream().filter((pruned) -> !isArchived(pruned.log())).mapToInt(this::insert).sum();
	}

	private boolean isArchived(ArchivedLog log) {
		return count("SELECT COUNT(*) FROM archived_log" + KEY, log) > 0;
	}

	private int insert(PrunedLog pruned) {
		Map<String, @Nullable Object> parameters = new HashMap<>(ArchivedLogRows.parameters(pruned.log()));
		parameters.put("rule", pruned.rule());
		parameters.put("prunedAt", Columns.time(pruned.prunedAt()));
		parameters.put("prunedBy", pruned.execution());
		return this.jdbc.sql(INSERT).params(parameters).update();
	}

	/** Whether a log is about to be deleted: its object may still be there. */
	public boolean isPending(ArchivedLog log) {
		return count("SELECT COUNT(*) FROM pruned_log" + KEY + " AND deleted_at IS NULL", log) > 0;
	}

	/** Forgets that a log was pruned, because its object is there again. */
	public void remove(ArchivedLog log) {
		this.jdbc.sql("DELETE FROM pruned_log" + KEY).params(key(log)).update();
	}

	private long count(String query, ArchivedLog log) {
		return this.jdbc.sql(query).params(key(log)).query(Long.class).single();
	}

	private static Object[] key(ArchivedLog log) {
		return new Object[] { log.worker().value(), log.runId().value(), log.revision() };
	}

}
