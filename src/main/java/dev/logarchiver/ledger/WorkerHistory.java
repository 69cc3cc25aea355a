package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger knows of a Worker's past. */
@Repository
public class WorkerHistory {

	private static final int LOOKUP = 500;

	private final JdbcClient jdbc;

	WorkerHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds the runs that are archived already.
	 * @param worker the Worker as listed
	 * @param runs the runs to look up
	 * @param finalOnly whether runs that aren't final yet count as not archived
	 * @return those that are archived
	 */
	public Set<RunId> archived(WorkerId worker, List<RunId> runs, boolean finalOnly) {
		Set<RunId> archived = new HashSet<>();
		for (int start = 0; start < runs.size(); start += LOOKUP) {
			List<String> ids = runs.subList(start, Math.min(start + LOOKUP, runs.size()))
				.stream()
				.map(RunId::value)
				.toList();
			archived.addAll(this.jdbc
				.sql("SELECT DISTINCT run_id FROM archived_log WHERE worker_id = :worker AND run_id IN (:runs) "
						+ "AND is_final IN (TRUE, :final)")
				.param("worker", worker.value())
				.param("runs", ids)
				.param("final", finalOnly)
				.query((row, _) -> new RunId(row.getString("run_id")))
				.list());
		}
		return archived;
	}

	/** When the newest final runs of a Worker were, newest first. */
	public List<Instant> newestRuns(WorkerId worker, int limit) {
		return this.jdbc
			.sql("SELECT run_at FROM archived_log WHERE worker_id = ? AND is_final = TRUE AND revision = 1 "
					+ "ORDER BY worker_id DESC, is_final DESC, run_at DESC LIMIT ?")
			.params(worker.value(), limit)
			.query((row, _) -> Columns.instant(row, "run_at"))
			.list();
	}

}
