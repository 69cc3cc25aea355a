package dev.logarchiver.ledger.survey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.logarchiver.ledger.Columns;
import dev.logarchiver.ledger.ListedWorkerRows;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.run.WorkerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The entries of a list that are to be asked, where a survey covers the others.
 */
@Repository
public class SurveyedList {

	/** Whether an entry is to be asked although there is a survey. */
	static final String TO_ASK = """
			(entry.worker_id IS NULL OR state.worker_id IS NULL OR state.source_id <> :source
			OR state.slug IS NULL OR state.slug = '' OR state.covered_to IS NULL OR state.covered_to < :from
			OR state.outcome IS NULL OR state.outcome = 0 OR (state.ask_in IS NOT NULL AND state.ask_in = :instance)
			OR (state.ask_until IS NOT NULL AND state.ask_until > :now))""";

	/** PostgreSQL would join and sort all that is left of the list for each page. */
	private static final String OPAQUE_TO_ASK = "(CASE WHEN " + TO_ASK + " THEN TRUE ELSE FALSE END)";

	private static final String ENTRIES = " FROM worker_list_entry entry "
			+ "LEFT JOIN surveyed_worker state ON state.worker_id = entry.worker_id WHERE entry.list_id = :list ";

	private static final String STATE = ", state.source_id, state.slug, state.covered_to, state.news_at";

	private static final String PAGE = "SELECT entry.*, " + WorkerLists.KNOWN + STATE + ENTRIES
			+ "AND entry.entry_number > :after AND %s ORDER BY entry.list_id, entry.entry_number LIMIT :limit";

	/** Bad lines are not read twice. */
	private static final String NOT_ASKED = """
			(CASE WHEN entry.worker_id IS NULL THEN entry.entry_number > :rejectedAfter
			ELSE state.asked_by IS NULL OR state.asked_by <> :instance END)""";

	private static final String NUMBERED = "SELECT entry.*, " + WorkerLists.KNOWN + STATE + ENTRIES
			+ "AND entry.entry_number IN (:numbers) ORDER BY entry.entry_number";

	private static final String NOTE = """
			INSERT INTO worker_outcome (instance_id, worker_id, entry_number, outcome, is_partial, asked)
			SELECT :instance, entry.worker_id, entry.entry_number, :unchanged, FALSE, FALSE FROM worker_list_entry entry
			JOIN surveyed_worker state ON state.worker_id = entry.worker_id
			WHERE entry.list_id = :list AND entry.worker_id = :worker
			AND (state.asked_by IS NULL OR state.asked_by <> :instance) AND NOT\s""" + TO_ASK
			+ " ON CONFLICT DO NOTHING";

	/** By an index of outcomes: H2 would else pass over the list. */
	private static final String NEVER_RAN = " FROM surveyed_worker state WHERE state.outcome = :none "
			+ "AND EXISTS (SELECT 1 FROM worker_list_entry entry "
			+ "WHERE entry.list_id = :list AND entry.worker_id = state.worker_id) ";

	private final JdbcClient jdbc;

	SurveyedList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Those of {@link #notAsked} that are to be asked although there is a survey.
	 */
	public List<SurveyedEntry> toAsk(Asking asking, long rejectedAfter, long after, int limit) {
		return asked(PAGE.formatted(OPAQUE_TO_ASK + " AND " + NOT_ASKED), asking).param("after", after)
			.param("rejectedAfter", rejectedAfter)
			.param("limit", limit)
			.query((row, number) -> read(row, number, asking.source()))
			.list();
	}

	/**
	 * The Workers that a job instance has not asked yet, after a place in the list, 0 at
	 * the start; bad lines only after a place of their own.
	 */
	public List<SurveyedEntry> notAsked(Asking asking, long rejectedAfter, long after, int limit) {
		return this.jdbc.sql(PAGE.formatted(NOT_ASKED))
			.param("list", asking.list())
			.param("instance", asking.instance())
			.param("rejectedAfter", rejectedAfter)
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> read(row, number, asking.source()))
			.list();
	}

	/** Entries by their numbers, at most some hundreds, in their order. */
	public List<SurveyedEntry> entries(Asking asking, Collection<Long> numbers) {
		return numbers.isEmpty() ? List.of()
				: this.jdbc.sql(NUMBERED)
					.param("list", asking.list())
					.param("numbers", numbers)
					.query((row, number) -> read(row, number, asking.source()))
					.list();
	}

	private static SurveyedEntry read(ResultSet row, int number, long source) throws SQLException {
		boolean hasState = row.getString("worker_id") != null && row.getObject("source_id") != null;
		return new SurveyedEntry(ListedWorkerRows.readWithKnown(row, number),
				hasState ? new Surveyed(row.getString("slug"),
						(row.getLong("source_id") == source) ? Columns.instantOrNull(row, "covered_to") : null,
						Columns.instantOrNull(row, "news_at") != null) : null);
	}

	/**
	 * Takes note of Workers with something left to do, those of them that nobody asks.
	 * They are counted when that is done.
	 */
	public void noteUnfinished(Asking asking, Collection<WorkerId> workers) {
		workers.stream()
			.map(WorkerId::value)
			.sorted()
			.forEach((worker) -> asked(NOTE, asking).param("worker", worker)
				.param("unchanged", Outcome.UNCHANGED.rank())
				.update());
	}

	/**
	 * How many Workers of a list never ran, of those that a job instance has finished.
	 */
	public long withoutRun(long list, long instance) {
		return this.jdbc.sql("SELECT COUNT(*)" + NEVER_RAN + """
				AND NOT EXISTS (SELECT 1 FROM worker_outcome held
					WHERE held.instance_id = :instance AND held.worker_id = state.worker_id)""")
			.param("list", list)
			.param("instance", instance)
			.param("none", Outcome.NO_RUN.rank())
			.query(Long.class)
			.single();
	}

	/** Workers of a list that never ran. */
	public List<WorkerId> neverRan(long list, int limit) {
		return this.jdbc.sql("SELECT worker_id" + NEVER_RAN + "LIMIT :limit")
			.param("list", list)
			.param("none", Outcome.NO_RUN.rank())
			.param("limit", limit)
			.query((row, _) -> new WorkerId(row.getString("worker_id")))
			.list();
	}

	StatementSpec asked(String sql, Asking asking) {
		return this.jdbc.sql(sql)
			.param("list", asking.list())
			.param("instance", asking.instance())
			.param("source", asking.source())
			.param("from", Columns.time(asking.from()))
			.param("now", Columns.time(asking.now()));
	}

	/**
	 * What decides whom an execution asks.
	 *
	 * @param source whom surveys ask
	 * @param list the list
	 * @param instance the job instance
	 * @param from the earliest mark that the survey's window reaches
	 * @param now the platform's time
	 */
	public record Asking(long source, long list, long instance, Instant from, Instant now) {
	}

}
