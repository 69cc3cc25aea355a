package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up the archived logs that a filter matches, newest run first. */
final class LogQuery {

	static final int PAGE = 1000;

	/**
	 * Up to so many logs of the Workers are found by the Worker and then sorted; more are
	 * read in the order of time, which passes over those of other Workers.
	 */
	static final int FEW = 20 * PAGE;

	private final JdbcClient jdbc;

	private final String time;

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> parameters = new HashMap<>();

	LogQuery(JdbcClient jdbc, LogFilter filter) {
		this.jdbc = jdbc;
		this.time = filter.withErrors() ? "errors_at" : "run_at";
		if (!filter.workers().isEmpty()) {
			this.conditions.add(WorkerCondition.of(filter.workers(), areFew(filter.workers())));
		}
		between(filter.withErrors() ? Objects.requireNonNullElse(filter.since(), Columns.EVER) : filter.since(),
				filter.withErrors() ? Objects.requireNonNullElse(filter.until(), Columns.NEVER) : filter.until());
		if (filter.status() != null) {
			this.conditions.add("run_status = :status");
			this.parameters.put("status", filter.status().toString());
		}
	}

	/** PostgreSQL would find out by itself, H2 would not. */
	private boolean areFew(List<WorkerPattern> workers) {
		return workers.stream().noneMatch(WorkerPattern::hasWildcard) || this.jdbc
			.sql("SELECT COUNT(*) FROM (SELECT worker_id FROM archived_log WHERE " + WorkerCondition.of(workers, true)
					+ " LIMIT " + (FEW + 1) + ") found")
			.query(Integer.class)
			.single() <= FEW;
	}

	private void between(@Nullable Instant since, @Nullable Instant until) {
		if (since != null) {
			this.conditions.add(this.time + " >= :since");
			this.parameters.put("since", Columns.time(since));
		}
		if (until != null) {
			this.conditions.add(this.time + " < :until");
			this.parameters.put("until", Columns.time(until));
		}
	}

	/** At most so many of the newest. */
	List<ArchivedLog> newest(int limit) {
		return page(null, limit).stream().map(Found::log).toList();
	}

	/** At most so many of those that come after a log. */
	List<ArchivedLog> after(ArchivedLog last, int limit) {
		return page(new Found(Columns.time(last.runAt()), last), limit).stream().map(Found::log).toList();
	}

	/**
	 * All of them, in constant memory: by their place in the order, without a cursor or a
	 * transaction that is open between pages.
	 */
	Stream<ArchivedLog> all() {
		return Stream
			.iterate(page(null, PAGE), (page) -> !page.isEmpty(),
					(page) -> (page.size() < PAGE) ? List.of() : page(page.getLast(), PAGE))
			.flatMap(List::stream)
			.map(Found::log);
	}

	private List<Found> page(@Nullable Found last, int limit) {
		List<String> conditions = new ArrayList<>(this.conditions);
		Map<String, Object> parameters = new HashMap<>(this.parameters);
		if (last != null) {
			// the first part is what an index is used for
			conditions.add("%1$s <= :at AND (%1$s < :at OR (run_id, worker_id, revision) < (:run, :worker, :revision))"
				.formatted(this.time));
			parameters.put("at", last.at());
			parameters.put("run", last.log().runId().value());
			parameters.put("worker", last.log().worker().value());
			parameters.put("revision", last.log().revision());
		}
		String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
		return this.jdbc
			.sql("SELECT " + LogInsertion.COLUMNS + ", " + this.time + " AS place FROM archived_log" + where
					+ " ORDER BY " + this.time + " DESC, run_id DESC, worker_id DESC, revision DESC LIMIT " + limit)
			.params(parameters)
			.query(Found::read)
			.list();
	}

	/** A log, and its time as the database has it. */
	private record Found(OffsetDateTime at, ArchivedLog log) {

		static Found read(ResultSet row, int number) throws SQLException {
			return new Found(row.getObject("place", OffsetDateTime.class), ArchivedLogRows.read(row, number));
		}

	}

}
