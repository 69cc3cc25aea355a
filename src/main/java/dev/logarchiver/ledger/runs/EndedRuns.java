package dev.logarchiver.ledger.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.logarchiver.ledger.ArchivedLogRows;
import dev.logarchiver.ledger.Columns;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds out how runs ended on the platform, in few queries however many Workers there
 * are. A run that was aborted neither succeeded nor failed.
 */
@Repository
public class EndedRuns {

	/** One query for so many Workers: one for each would cost ten times as much. */
	private static final int PAGE = 500;

	/**
	 * From the index alone, which doesn't tell revisions: those of a run have its time.
	 */
	private static final String TALLIES = """
			SELECT worker_id, COUNT(DISTINCT run_at) AS runs,
				COUNT(DISTINCT CASE WHEN run_status = 'failed' THEN run_at END) AS failed,
				MAX(CASE WHEN run_status = 'failed' THEN run_at END) AS failed_at,
				MAX(CASE WHEN run_status = 'succeeded' THEN run_at END) AS succeeded_at
			FROM archived_log
			WHERE run_at >= ? AND run_at < ? AND is_final = TRUE AND run_status IN ('succeeded', 'failed', 'aborted')
			GROUP BY worker_id""";

	/**
	 * The leading columns are the same in all rows. They are in the order for H2, which
	 * then reads the end of the index instead of all rows of the Worker.
	 */
	private static final String NEWEST = """
			ORDER BY log.worker_id DESC, log.is_final DESC, log.run_at DESC LIMIT 1""";

	private static final String STATUS_BEFORE = """
			SELECT worker_id, (SELECT log.run_status FROM archived_log log
				WHERE log.worker_id = listed.worker_id AND log.is_final = TRUE AND log.run_at < :time
				AND log.run_status IN ('succeeded', 'failed')\s""" + NEWEST
			+ ") AS run_status FROM (VALUES %s) AS listed (worker_id)";

	private static final String FAILED = """
			SELECT listed.worker_id, (SELECT log.run_at FROM archived_log log
				WHERE log.worker_id = listed.worker_id AND log.is_final = TRUE AND log.run_at < :time
				AND log.run_status = 'failed'\s""" + NEWEST + ") AS failed_at FROM (VALUES %s) AS listed (worker_id)";

	private static final String FAILED_AND_GOOD = """
			SELECT failed.worker_id, failed.failed_at, (SELECT log.run_at FROM archived_log log
				WHERE log.worker_id = failed.worker_id AND log.is_final = TRUE AND log.run_at < failed.failed_at
				AND log.run_status = 'succeeded'\s""" + NEWEST + ") AS good_at FROM (" + FAILED + ") AS failed";

	private static final String FAILED_SINCE = "SELECT " + ArchivedLogRows.columns("newest") + """
			, ended.good_at, (SELECT log.run_at FROM archived_log log
				WHERE log.worker_id = ended.worker_id AND log.is_final = TRUE
				AND log.run_at > COALESCE(ended.good_at, :ever) AND log.run_status = 'failed'
				ORDER BY log.worker_id, log.is_final, log.run_at LIMIT 1) AS since
			FROM (""" + FAILED_AND_GOOD + """
			) AS ended JOIN archived_log newest ON newest.worker_id = ended.worker_id AND newest.is_final = TRUE
				AND newest.run_at = ended.failed_at
			WHERE newest.run_status = 'failed' ORDER BY newest.worker_id, newest.run_id, newest.revision""";

	private final JdbcClient jdbc;

	EndedRuns(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Counts the runs that ended, by Worker.
	 * @param since those from this time on
	 * @param until those before this time
	 * @return the Workers that have any
	 */
	public Map<WorkerId, RunTally> between(Instant since, Instant until) {
		Map<WorkerId, RunTally> tallies = new HashMap<>();
		this.jdbc.sql(TALLIES).params(Columns.time(since), Columns.time(until)).query((row) -> {
			RunTally tally = new RunTally(Columns.worker(row, 0), row.getLong("runs"), row.getLong("failed"),
					Columns.instantOrNull(row, "failed_at"), Columns.instantOrNull(row, "succeeded_at"));
			tallies.put(tally.worker(), tally);
		});
		return tallies;
	}

	/**
	 * How the runs ended whose logs an execution archived.
	 * @param execution the job execution
	 * @return how many by status, those included that go on
	 */
	public Map<RunStatus, Long> archivedBy(long execution) {
		Map<RunStatus, Long> runs = new EnumMap<>(RunStatus.class);
		this.jdbc
			.sql("SELECT run_status, COUNT(*) AS runs FROM archived_log WHERE execution_id = ? GROUP BY run_status")
			.param(execution)
			.query((row) -> {
				runs.merge(RunStatus.parse(row.getString("run_status")), row.getLong("runs"), Long::sum);
			});
		return runs;
	}

	/**
	 * Counts the Workers that fail: of those of which an execution archived failed runs.
	 * @param execution the job execution
	 */
	public Failing failingSince(long execution) {
		Map<WorkerId, Instant> failed = new HashMap<>();
		this.jdbc
			.sql("SELECT worker_id, MIN(run_at) AS first FROM archived_log WHERE execution_id = ? "
					+ "AND run_status = 'failed' AND is_final = TRUE GROUP BY worker_id")
			.param(execution)
			.query((row) -> {
				failed.put(Columns.worker(row, 0), Columns.instant(row, "first"));
			});
		Map<WorkerId, RunStatus> last = lastBefore(failed.keySet(), Columns.NEVER);
		failed.keySet().removeIf((worker) -> last.get(worker) != RunStatus.FAILED);
		long newly = lastFailed(failed.keySet(), Columns.NEVER).values()
			.stream()
			.filter((run) -> !run.since().isBefore(Objects.requireNonNull(failed.get(run.log().worker()))))
			.count();
		return new Failing(failed.size(), newly);
	}

	/**
	 * How many Workers fail.
	 *
	 * @param workers how many
	 * @param newly of how many the run before had not failed
	 */
	public record Failing(long workers, long newly) {
	}

	/**
	 * How the last run before a time ended that succeeded or failed.
	 * @param workers the Workers as listed
	 * @param time the time
	 * @return succeeded or failed; without the Workers that have no such run
	 */
	public Map<WorkerId, RunStatus> lastBefore(Collection<WorkerId> workers, Instant time) {
		Map<WorkerId, RunStatus> last = new HashMap<>();
		pages(workers,
				(page) -> this.jdbc.sql(STATUS_BEFORE.formatted(page))
					.param("time", Columns.time(time))
					.query((row) -> {
						String status = row.getString("run_status");
						if (status != null) {
							last.put(Columns.worker(row, 0), RunStatus.parse(status));
						}
					}));
		return last;
	}

	/**
	 * The newest failed runs before a time.
	 * @param workers the Workers as listed
	 * @param time the time
	 * @return one of each Worker that has one
	 */
	public Map<WorkerId, FailedRun> lastFailed(Collection<WorkerId> workers, Instant time) {
		Map<WorkerId, FailedRun> failed = new LinkedHashMap<>();
		pages(workers,
				(page) -> this.jdbc.sql(FAILED_SINCE.formatted(page))
					.param("time", Columns.time(time))
					.param("ever", Columns.time(Columns.EVER))
					.query((row) -> {
						failed.put(Columns.worker(row, 0), read(row));
					}));
		return failed;
	}

	private static FailedRun read(ResultSet row) throws SQLException {
		return new FailedRun(ArchivedLogRows.read(row, 0), Columns.instantOrNull(row, "good_at"),
				Columns.instant(row, "since"));
	}

	/**
	 * The IDs stand in the query as they are: they have no character that means anything
	 * there.
	 */
	private static void pages(Collection<WorkerId> workers, Consumer<String> query) {
		List<WorkerId> all = new ArrayList<>(workers);
		for (int start = 0; start < all.size(); start += PAGE) {
			StringBuilder page = new StringBuilder();
			all.subList(start, Math.min(start + PAGE, all.size()))
				.forEach((worker) -> page.append(page.isEmpty() ? "('" : ", ('").append(worker.value()).append("')"));
			query.accept(page.toString());
		}
	}

}
