package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Up to when the runs of each Worker have been listed. A new last run makes a listing
 * owed, and only a listing that succeeded pays for it: a failure in between leaves no
 * gap. All times are the platform's.
 */
@Repository
public class CatchUps {

	/** Later than null: serves the index of both databases. */
	private static final Instant EVER = Instant.EPOCH;

	private final JdbcClient jdbc;

	CatchUps(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes note of Workers' last runs, before they are recorded themselves. Where a
	 * Worker's first one existed when the Worker was first listed, nothing lies between
	 * the two, and nothing is owed.
	 * @param lastRuns the last run of each Worker
	 * @param began a time before the platform was asked for them
	 * @param now the time
	 * @return of which Workers a listing is owed now, and which are new
	 */
	public Noted note(Map<WorkerId, LastRun> lastRuns, Instant began, Instant now) {
		SortedMap<String, LastRun> runs = new TreeMap<>();
		lastRuns.forEach((worker, run) -> runs.put(worker.value(), run));
		Map<String, Known> known = known(runs.keySet());
		Map<String, Instant> archived = newestArchived(
				runs.keySet().stream().filter((worker) -> isNew(known.get(worker))).toList());
		Set<WorkerId> owed = new HashSet<>();
		Set<WorkerId> newcomers = new HashSet<>();
		runs.forEach((worker, last) -> {
			Known before = known.computeIfAbsent(worker, (_) -> insert(worker, began));
			if (isNew(before) && !archived.containsKey(worker)) {
				newcomers.add(new WorkerId(worker));
			}
			if (isNew(before) ? begin(before, last, archived.get(worker), began)
					: !last.id().value().equals(before.lastRun())) {
				Instant from = (before.listedTo() != null) ? before.listedTo() : before.wantedFrom();
				owe(worker, last, last.to(from, now));
				owed.add(new WorkerId(worker));
			}
		});
		return new Noted(owed, newcomers);
	}

	private static boolean isNew(@Nullable Known known) {
		return known == null || known.listedTo() == null;
	}

	/**
	 * Begins with a Worker of which nothing has been listed.
	 * @return whether a listing is owed
	 */
	private boolean begin(Known worker, LastRun last, @Nullable Instant archived, Instant began) {
		Instant first = worker.wantedFrom();
		if (archived != null && !archived.isAfter(first)) {
			listed(worker.worker(), archived, archived, last);
			return true;
		}
		if (!last.existedAt(first)) {
			return true;
		}
		listed(worker.worker(), last.since(first), last.since(began), last);
		return false;
	}

	private Known insert(String worker, Instant first) {
		this.jdbc.sql("INSERT INTO catch_up (worker_id, wanted_from) VALUES (:worker, :first) ON CONFLICT DO NOTHING")
			.param("worker", worker)
			.param("first", Columns.time(first))
			.update();
		return new Known(worker, first, null, null);
	}

	private void listed(String worker, Instant wantedFrom, Instant listedTo, LastRun last) {
		this.jdbc
			.sql("UPDATE catch_up SET wanted_from = :from, listed_to = :to, last_run = :run WHERE worker_id = :worker")
			.param("from", Columns.time(wantedFrom))
			.param("to", Columns.time(listedTo))
			.param("run", last.id().value())
			.param("worker", worker)
			.update();
	}

	private void owe(String worker, LastRun last, Instant to) {
		this.jdbc
			.sql("UPDATE catch_up SET owed_to = GREATEST(COALESCE(owed_to, :to), :to), last_run = :run "
					+ "WHERE worker_id = :worker")
			.param("worker", worker)
			.param("run", last.id().value())
			.param("to", Columns.time(to))
			.update();
	}

	private Map<String, Known> known(Collection<String> workers) {
		Map<String, Known> known = new HashMap<>();
		if (!workers.isEmpty()) {
			this.jdbc
				.sql("SELECT worker_id, wanted_from, listed_to, last_run FROM catch_up WHERE worker_id IN (:workers)")
				.param("workers", workers)
				.query((row, _) -> new Known(row.getString("worker_id"), Columns.instant(row, "wanted_from"),
						Columns.instantOrNull(row, "listed_to"), row.getString("last_run")))
				.list()
				.forEach((worker) -> known.put(worker.worker(), worker));
		}
		return known;
	}

	private Map<String, Instant> newestArchived(Collection<String> workers) {
		Map<String, Instant> newest = new HashMap<>();
		if (!workers.isEmpty()) {
			this.jdbc
				.sql("SELECT worker_id, MAX(run_at) AS newest FROM archived_log WHERE worker_id IN (:workers) "
						+ "GROUP BY worker_id")
				.param("workers", workers)
				.query((row, _) -> newest.put(row.getString("worker_id"), Columns.instant(row, "newest")))
				.list();
		}
		return newest;
	}

	/**
	 * The Workers of a list of which a listing is owed.
	 * @param list the list's number
	 * @return the Workers
	 */
	public Set<WorkerId> workers(long list) {
		return this.jdbc.sql("""
				SELECT catch_up.worker_id FROM catch_up
				JOIN worker_list_entry entry ON entry.list_id = :list AND entry.worker_id = catch_up.worker_id
				WHERE owed_to > :ever""")
			.param("list", list)
			.param("ever", Columns.time(EVER))
			.query(Columns::worker)
			.set();
	}

	/**
	 * What is owed of the Workers that a job instance isn't done with.
	 * @param instance the job instance
	 * @param after the number of the last entry that isn't wanted, 0 at the start
	 * @param limit at most this many
	 * @return what is owed, in the order of the list
	 */
	public List<OwedListing> owed(long instance, long after, int limit) {
		return this.jdbc.sql("""
				SELECT entry_number, catch_up.worker_id, wanted_from, listed_to, owed_to FROM catch_up
				JOIN worker_outcome entry ON entry.instance_id = :instance AND entry.worker_id = catch_up.worker_id
				WHERE owed_to > :ever AND entry_number > :after ORDER BY entry_number LIMIT :limit""")
			.param("instance", instance)
			.param("ever", Columns.time(EVER))
			.param("after", after)
			.param("limit", limit)
			.query(CatchUps::read)
			.list();
	}

	/**
	 * Takes note that what was owed has been listed.
	 * @param listing what was owed
	 */
	public void pay(OwedListing listing) {
		this.jdbc.sql("""
				UPDATE catch_up SET listed_to = GREATEST(COALESCE(listed_to, :to), :to),
				owed_to = CASE WHEN owed_to > :to THEN owed_to END WHERE worker_id = :worker""")
			.param("worker", listing.worker().value())
			.param("to", Columns.time(listing.to()))
			.update();
	}

	private static OwedListing read(ResultSet row, int number) throws SQLException {
		return new OwedListing(row.getLong("entry_number"), Columns.worker(row, number),
				Columns.instant(row, "wanted_from"), Columns.instantOrNull(row, "listed_to"),
				Columns.instant(row, "owed_to"));
	}

	private record Known(String worker, Instant wantedFrom, @Nullable Instant listedTo, @Nullable String lastRun) {
	}

	/**
	 * What Workers' last runs mean.
	 *
	 * @param owed the Workers of which runs are to be listed
	 * @param newcomers the Workers of which nothing was archived before
	 */
	public record Noted(Set<WorkerId> owed, Set<WorkerId> newcomers) {
	}

}
