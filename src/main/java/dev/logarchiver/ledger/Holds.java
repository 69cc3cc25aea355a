package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which logs nobody may prune. */
@Repository
public class Holds {

	private static final int PAGE = 1000;

	private static final String KEY = " WHERE worker_id = ? AND run_id = ?";

	/** The run of a hold on all logs of a Worker. */
	private static final String ALL = "";

	private final JdbcClient jdbc;

	public Holds(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Holds logs. Where they are held already, the reason is a new one and the time
	 * stays.
	 * @param hold which ones
	 * @return the hold as it is remembered
	 */
	@Transactional
	public Hold put(Hold hold) {
		Archives.takeTurn(this.jdbc);
		int updated = this.jdbc.sql("UPDATE log_hold SET reason = ?" + KEY)
			.params(hold.reason(), hold.worker().value(), value(hold.run()))
			.update();
		if (updated == 0) {
			add(hold);
		}
		return find(hold.worker(), hold.run()).orElse(hold);
	}

	/**
	 * Holds logs that aren't held yet.
	 * @return {@code false} where they are, which stays as it is
	 */
	public boolean add(Hold hold) {
		return this.jdbc
			.sql("INSERT INTO log_hold (worker_id, run_id, reason, held_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
			.params(hold.worker().value(), value(hold.run()), hold.reason(), Columns.time(hold.heldAt()))
			.update() > 0;
	}

	/**
	 * Ends a hold. Others on the same logs stay.
	 * @param worker the Worker as listed
	 * @param run the run; {@code null} for the hold on all logs of the Worker
	 */
	public void remove(WorkerId worker, @Nullable RunId run) {
		this.jdbc.sql("DELETE FROM log_hold" + KEY).params(worker.value(), value(run)).update();
	}

	/**
	 * Looks up a hold.
	 * @param worker the Worker as listed
	 * @param run the run; {@code null} for the hold on all logs of the Worker
	 * @return the hold; empty where there is none, though another one may hold the same
	 */
	public Optional<Hold> find(WorkerId worker, @Nullable RunId run) {
		return this.jdbc.sql("SELECT * FROM log_hold" + KEY)
			.params(worker.value(), value(run))
			.query(Holds::read)
			.optional();
	}

	/** The holds on logs of a Worker: first the one on all of them, then by run. */
	public List<Hold> of(WorkerId worker) {
		return this.jdbc.sql("SELECT * FROM log_hold WHERE worker_id = ? ORDER BY run_id")
			.param(worker.value())
			.query(Holds::read)
			.list();
	}

	/** The hold on the logs of a run, be it on these alone or on all of the Worker. */
	public Optional<Hold> on(WorkerId worker, RunId run) {
		return of(worker).stream().filter((hold) -> hold.covers(run)).findFirst();
	}

	/** The holds on logs of some Workers, by Worker. */
	public HeldLogs of(Collection<WorkerId> workers) {
		Map<WorkerId, List<Hold>> holds = workers.stream()
			.map(WorkerId::value)
			.distinct()
			.gather(Gatherers.windowFixed(PAGE))
			.flatMap((some) -> this.jdbc.sql("SELECT * FROM log_hold WHERE worker_id IN (:workers) ORDER BY run_id")
				.param("workers", some)
				.query(Holds::read)
				.list()
				.stream())
			.collect(Collectors.groupingBy(Hold::worker));
		return new HeldLogs(holds);
	}

	/** All holds, by Worker and run, page by page in constant memory. */
	public Stream<Hold> all() {
		return Stream.iterate(page("", ""), (page) -> !page.isEmpty(), (page) -> {
			Hold last = page.getLast();
			return (page.size() < PAGE) ? List.of() : page(last.worker().value(), value(last.run()));
		}).flatMap(List::stream);
	}

	private List<Hold> page(String worker, String run) {
		return this.jdbc
			.sql("SELECT * FROM log_hold WHERE (worker_id, run_id) > (?, ?) ORDER BY worker_id, run_id LIMIT " + PAGE)
			.params(worker, run)
			.query(Holds::read)
			.list();
	}

	private static String value(@Nullable RunId run) {
		return (run != null) ? run.value() : ALL;
	}

	private static Hold read(ResultSet row, int number) throws SQLException {
		String run = row.getString("run_id");
		return new Hold(Columns.worker(row, number), run.equals(ALL) ? null : new RunId(run), row.getString("reason"),
				Columns.instant(row, "held_at"));
	}

}
