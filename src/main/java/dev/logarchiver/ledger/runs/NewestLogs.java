package dev.logarchiver.ledger.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.ArchivedLogRows;
import dev.logarchiver.ledger.Columns;
import dev.logarchiver.run.WorkerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the newest logs of many Workers, in few queries. */
@Repository
public class NewestLogs {

	/** One query for so many Workers: one for each would cost ten times as much. */
	private static final int PAGE = 500;

	/**
	 * The leading columns are the same in all rows. They are in the order for H2, which
	 * then reads the end of the index instead of all rows of the Worker.
	 */
	private static final String NEWEST = "SELECT " + ArchivedLogRows.columns("newest") + """
			 FROM (SELECT listed.worker_id, (SELECT log.run_at FROM archived_log log
				WHERE log.worker_id = listed.worker_id AND log.is_final = %1$s
				ORDER BY log.worker_id DESC, log.is_final DESC, log.run_at DESC LIMIT 1) AS last_at
				FROM (VALUES %2$s) AS listed (worker_id)) AS last_run
			JOIN archived_log newest ON newest.worker_id = last_run.worker_id AND newest.is_final = %1$s
				AND newest.run_at = last_run.last_at""";

	private static final Comparator<ArchivedLog> BY_AGE = Comparator.comparing(ArchivedLog::runAt)
		.thenComparing((log) -> log.runId().value())
		.thenComparingInt(ArchivedLog::revision);

	private final JdbcClient jdbc;

	NewestLogs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** All Workers of which something is archived, whether a list has them or not. */
	public Set<WorkerId> workers() {
		return this.jdbc.sql("SELECT DISTINCT worker_id FROM archived_log").query(Columns::worker).set();
	}

	/**
	 * The newest log of each Worker.
	 * @param workers the Workers as listed
	 * @return without those of which nothing is archived
	 */
	public Map<WorkerId, ArchivedLog> of(Collection<WorkerId> workers) {
		Map<WorkerId, ArchivedLog> newest = new HashMap<>();
		List<WorkerId> all = new ArrayList<>(workers);
		for (int start = 0; start < all.size(); start += PAGE) {
			String page = values(all.subList(start, Math.min(start + PAGE, all.size())));
			for (boolean isFinal : new boolean[] { true, false }) {
				this.jdbc.sql(NEWEST.formatted(isFinal, page)).query((row) -> {
					ArchivedLog log = ArchivedLogRows.read(row, 0);
					newest.merge(log.worker(), log, (one, other) -> (BY_AGE.compare(one, other) < 0) ? other : one);
				});
			}
		}
		return newest;
	}

	/**
	 * The IDs stand in the query as they are: they have no character that means anything
	 * there.
	 */
	private static String values(List<WorkerId> workers) {
		StringBuilder values = new StringBuilder();
		workers
			.forEach((worker) -> values.append(values.isEmpty() ? "('" : ", ('").append(worker.value()).append("')"));
		return values.toString();
	}

}
