package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.run.WorkerPattern;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what a retention policy is about. */
@Repository
public class RetainedLogs {

	private static final int PAGE = 1000;

	private static final String SELECT = "SELECT " + LogInsertion.COLUMNS + """
			, (SELECT MIN(reason) FROM log_hold held WHERE held.worker_id = archived_log.worker_id
				AND held.run_id IN ('', archived_log.run_id)) AS held_for
			FROM archived_log WHERE (worker_id, run_id, revision) > (?, ?, ?)""";

	private final JdbcClient jdbc;

	RetainedLogs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Reads archived logs by Worker and run, in constant memory.
	 * @param workers only those of Workers that one of these patterns fits; all if empty
	 */
	public Stream<RetainedLog> all(List<WorkerPattern> workers) {
		String sql = SELECT + (workers.isEmpty() ? "" : " AND " + WorkerCondition.of(workers, true))
				+ " ORDER BY worker_id, run_id, revision LIMIT " + PAGE;
		return Stream.iterate(page(sql, "", "", 0), (page) -> !page.isEmpty(), (page) -> {
			ArchivedLog last = page.getLast().log();
			return (page.size() < PAGE) ? List.of()
					: page(sql, last.worker().value(), last.runId().value(), last.revision());
		}).flatMap(List::stream);
	}

	private List<RetainedLog> page(String sql, String worker, String run, int revision) {
		return this.jdbc.sql(sql).params(worker, run, revision).query(RetainedLogs::read).list();
	}

	private static RetainedLog read(ResultSet row, int number) throws SQLException {
		return new RetainedLog(ArchivedLogRows.read(row, number), row.getString("held_for"));
	}

}
