package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger knows of a Worker's past. */
@Repository
public class WorkerHistory {

	private static final int LOOKUP = 500;

	/**
	 * From the index alone, which doesn't tell revisions: the rows would be other pages
	 * of the file to read.
	 */
	private static final String RUNS = """
			SELECT entry_number, worker_id,
				ARRAY(SELECT run_at FROM archived_log log
					WHERE log.worker_id = entry.worker_id AND is_final = TRUE
					ORDER BY log.worker_id DESC, is_final DESC, run_at DESC LIMIT ?) AS final,
				ARRAY(SELECT run_at FROM archived_log log
					WHERE log.worker_id = entry.worker_id AND is_final = FALSE) AS not_final
			FROM worker_list_entry entry WHERE list_id = ?\s""";

	private static final String PAGE = RUNS
			+ "AND entry_number > ? AND worker_id IS NOT NULL ORDER BY list_id, entry_number LIMIT ?";

	private static final String ONE = RUNS + "AND worker_id = ?";

	private final JdbcClient jdbc;

	WorkerHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds the runs that are archived already, or were until they were pruned.
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
				.sql("SELECT run_id FROM archived_log WHERE worker_id = :worker AND run_id IN (:runs) "
						+ "AND is_final IN (TRUE, :final) "
						+ "UNION SELECT run_id FROM pruned_log WHERE worker_id = :worker AND run_id IN (:runs)")
				.param("worker", worker.value())
				.param("runs", ids)
				.param("final", finalOnly)
				.query((row, _) -> new RunId(row.getString("run_id")))
				.list());
		}
		return archived;
	}

	/**
	 * When the runs of a list's Workers were: of each the newest final ones, and all that
	 * aren't final.
	 * @param list the kept list
	 * @param after the place in the list to go on after, 0 at the start
	 * @param limit at most so many Workers
	 * @param runs at most so many final runs of each
	 * @return in the order of the list
	 */
	public List<WorkerRuns> runs(long list, long after, int limit, int runs) {
		return this.jdbc.sql(PAGE)
			.params(runs, list, after, limit)
			.query(WorkerHistory::read)
			.list()
			.stream()
			.map((worker) -> withoutRepeats(worker, runs))
			.toList();
	}

	/**
	 * When the runs of a single Worker of a list were.
	 * @param list the kept list
	 * @param worker the Worker as listed
	 * @param runs at most so many final runs of it
	 * @return empty if the list doesn't have it
	 */
	public Optional<WorkerRuns> runs(long list, WorkerId worker, int runs) {
		return this.jdbc.sql(ONE)
			.params(runs, list, worker.value())
			.query(WorkerHistory::read)
			.optional()
			.map((found) -> withoutRepeats(found, runs));
	}

	private WorkerRuns withoutRepeats(WorkerRuns worker, int runs) {
		return worker.hasRepeats() ? worker.with(firstRevisions(worker.worker(), runs)) : worker;
	}

	private static WorkerRuns read(ResultSet row, int number) throws SQLException {
		return new WorkerRuns(row.getLong("entry_number"), Columns.worker(row, number), Columns.instants(row, "final"),
				Columns.instants(row, "not_final"));
	}

	private List<Instant> firstRevisions(WorkerId worker, int limit) {
		return this.jdbc
			.sql("SELECT run_at FROM archived_log WHERE worker_id = ? AND is_final = TRUE AND revision = 1 "
					+ "ORDER BY worker_id DESC, is_final DESC, run_at DESC LIMIT ?")
			.params(worker.value(), limit)
			.query((row, _) -> Columns.instant(row, "run_at"))
			.list();
	}

	/**
	 * When the archived runs of a Worker were.
	 *
	 * @param entry its place in the list
	 * @param worker the Worker as listed
	 * @param finals those of its newest final logs, newest first
	 * @param notFinals those of its logs that aren't final
	 */
	public record WorkerRuns(long entry, WorkerId worker, List<Instant> finals, List<Instant> notFinals) {

		/** All of them, newest first. */
		public List<Instant> all() {
			return this.notFinals.isEmpty() ? this.finals
					: Stream.concat(this.finals.stream(), this.notFinals.stream())
						.sorted(Comparator.reverseOrder())
						.toList();
		}

		/** Whether there may be several revisions of a run. */
		private boolean hasRepeats() {
			return IntStream.range(1, this.finals.size())
				.anyMatch((index) -> this.finals.get(index).equals(this.finals.get(index - 1)));
		}

		private WorkerRuns with(List<Instant> others) {
			return new WorkerRuns(this.entry, this.worker, others, this.notFinals);
		}

	}

}
