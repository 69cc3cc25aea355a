package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.Collection;
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

/** What is archived: one row for each Worker as listed, run and revision. */
@Repository
public class Ledger {

	private static final int PAGE = 1000;

	private static final String SELECT = "SELECT " + LogInsertion.COLUMNS + " FROM archived_log ";

	/**
	 * The leading columns are the same in all rows. They are in the order for H2, which
	 * then reads the end of the index instead of all rows of the Worker.
	 */
	private static final String NEWEST = """
			ORDER BY worker_id DESC, is_final DESC, run_at DESC, run_id DESC, revision DESC
			FETCH FIRST 1 ROWS ONLY""";

	private static final Comparator<ArchivedLog> BY_AGE = Comparator.comparing(ArchivedLog::runAt)
		.thenComparing((log) -> log.runId().value())
		.thenComparingInt(ArchivedLog::revision);

	private static final Comparator<ArchivedLog> BY_RUN = Comparator
		.comparing((ArchivedLog log) -> log.worker().value())
		.thenComparing((log) -> log.runId().value());

	private final JdbcClient jdbc;

	private final LogInsertion insertion;

	public Ledger(JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.insertion = new LogInsertion(jdbc);
	}

	/** The archived logs of one run, oldest revision first. */
	public List<ArchivedLog> revisions(WorkerId worker, RunId run) {
		return query("WHERE worker_id = ? AND run_id = ? ORDER BY revision", worker.value(), run.value()).list();
	}

	/** The logs of a Worker that aren't final yet, oldest run first. */
	public List<ArchivedLog> notFinal(WorkerId worker) {
		return query("WHERE worker_id = ? AND is_final = FALSE ORDER BY run_at, run_id", worker.value()).list();
	}

	/**
	 * The newest archived log of a Worker, or the newest revision of one of its runs.
	 * @param worker the Worker as listed
	 * @param run the run; the newest where null
	 * @return the row; empty if nothing is archived
	 */
	public Optional<ArchivedLog> newest(WorkerId worker, @Nullable RunId run) {
		if (run != null) {
			return revisions(worker, run).stream().reduce((older, newer) -> newer);
		}
		return Stream.of(true, false)
			.map((isFinal) -> query("WHERE worker_id = ? AND is_final = ? " + NEWEST, worker.value(), isFinal))
			.flatMap((newest) -> newest.list().stream())
			.max(BY_AGE);
	}

	/**
	 * The newest run of a Worker that ended in some way.
	 * @param worker the Worker as listed
	 * @param status how it ended
	 * @return the newest revision of its log; empty if none is archived
	 */
	public Optional<ArchivedLog> newestEnded(WorkerId worker, RunStatus status) {
		return newestEnded(worker, status, Columns.NEVER);
	}

	/**
	 * The newest run of a Worker before a time that ended in some way.
	 * @param worker the Worker as listed
	 * @param status how it ended
	 * @param until only runs before this time
	 * @return the newest revision of its log; empty if none is archived
	 */
	public Optional<ArchivedLog> newestEnded(WorkerId worker, RunStatus status, Instant until) {
		return query("WHERE worker_id = ? AND is_final = TRUE AND run_status = ? AND run_at < ? " + NEWEST,
				worker.value(), status.toString(), Columns.time(until))
			.optional();
	}

	/**
	 * The archived logs that a filter matches, newest run first.
	 * @param filter which ones
	 * @param limit at most this many
	 */
	public List<ArchivedLog> find(LogFilter filter, int limit) {
		return new LogQuery(this.jdbc, filter).newest(limit);
	}

	/**
	 * The archived logs that a filter matches and that come after one of them, newest run
	 * first.
	 * @param filter which ones
	 * @param last the log that those before ended with
	 * @param limit at most this many
	 */
	public List<ArchivedLog> findAfter(LogFilter filter, ArchivedLog last, int limit) {
		return new LogQuery(this.jdbc, filter).after(last, limit);
	}

	/**
	 * Reads all archived logs that a filter matches, newest run first, page by page in
	 * constant memory. Nothing stays open between pages, so a consumer may take its time;
	 * what is archived meanwhile may be missed.
	 * @param filter which ones
	 */
	public Stream<ArchivedLog> stream(LogFilter filter) {
		return new LogQuery(this.jdbc, filter).all();
	}

	/**
	 * What some executions archived of a Worker and none overwrote since, oldest run
	 * first.
	 */
	public List<ArchivedLog> archivedBy(WorkerId worker, Collection<Long> executions) {
		if (executions.isEmpty()) {
			return List.of();
		}
		return this.jdbc
			.sql(SELECT + "WHERE worker_id = :worker AND execution_id IN (:executions) ORDER BY run_at, revision")
			.param("worker", worker.value())
			.param("executions", executions)
			.query(ArchivedLogRows::read)
			.list();
	}

	/**
	 * Reads every row, by Worker, in constant memory: by its key, without a cursor or a
	 * transaction that is open between pages.
	 */
	public Stream<ArchivedLog> all() {
		return Stream.iterate(page("", "", 0), (page) -> !page.isEmpty(), (page) -> {
			ArchivedLog last = page.getLast();
			return page(last.worker().value(), last.runId().value(), last.revision());
		}).flatMap(List::stream);
	}

	private List<ArchivedLog> page(String worker, String run, int revision) {
		return query(
				"WHERE (worker_id, run_id, revision) > (?, ?, ?) ORDER BY worker_id, run_id, revision LIMIT " + PAGE,
				worker, run, revision)
			.list();
	}

	private JdbcClient.MappedQuerySpec<ArchivedLog> query(String condition, Object... parameters) {
		return this.jdbc.sql(SELECT + condition).params(parameters).query(ArchivedLogRows::read);
	}

	/** How many logs are archived. */
	public long size() {
		return this.jdbc.sql("SELECT COUNT(*) FROM archived_log").query(Long.class).single();
	}

	/**
	 * Adds up the sizes of the objects.
	 * @param above which ones are large, in bytes
	 * @param least what each is billed for at least, in bytes
	 */
	public ObjectSizes objectSizes(long above, long least) {
		return this.jdbc.sql("""
				SELECT COUNT(*) AS logs, COALESCE(SUM(object_size), 0) AS bytes,
				COALESCE(SUM(GREATEST(object_size, :least)), 0) AS billed,
				COALESCE(SUM(CASE WHEN object_size > :above THEN 1 ELSE 0 END), 0) AS large,
				COALESCE(SUM(CASE WHEN object_size > :above THEN object_size ELSE 0 END), 0) AS large_bytes,
				COALESCE(SUM(CASE WHEN object_size > :above THEN GREATEST(object_size, :least) ELSE 0 END), 0)
				AS large_billed FROM archived_log""")
			.param("above", above)
			.param("least", least)
			.query((row, _) -> new ObjectSizes(row.getLong("logs"), row.getLong("bytes"), row.getLong("billed"),
					row.getLong("large"), row.getLong("large_bytes"), row.getLong("large_billed")))
			.single();
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
	 * Records what was stored. A row that is final already is left as it is, so that a
	 * replay is harmless. All write in the same order: jobs that have Workers in common
	 * would else wait for each other forever.
	 */
	public void record(List<ArchivedLog> logs) {
		logs.stream().sorted(BY_RUN).forEach(this.insertion::record);
	}

	/**
	 * Forgets the logs that aren't final: none of their objects is there. Their Workers
	 * are asked by the next execution, whatever a survey shows.
	 */
	public void forgetNotFinal() {
		this.jdbc
			.sql("UPDATE surveyed_worker SET outcome = 0 "
					+ "WHERE worker_id IN (SELECT worker_id FROM archived_log WHERE is_final = FALSE)")
			.update();
		this.jdbc.sql("DELETE FROM archived_log WHERE is_final = FALSE").update();
	}

}
