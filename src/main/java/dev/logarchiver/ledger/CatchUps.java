package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Up to when the runs of each Worker have been listed. A new last run makes a listing
 * owed, and only a listing that succeeded pays for it: a failure in between leaves no
 * gap.
 */
@Repository
public class CatchUps {

	/** Later than null: serves the index of both databases. */
	private static final Instant EVER = Instant.EPOCH;

	private final JdbcClient jdbc;

	private final Clock clock;

	CatchUps(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Takes note of Workers' last runs, before they are recorded themselves. A Worker's
	 * first run owes nothing.
	 * @param lastRuns when the last run of each Worker was created
	 * @return of which Workers a listing is owed now, and which are new
	 */
	public Noted note(Map<WorkerId, Instant> lastRuns) {
		SortedMap<String, Instant> times = new TreeMap<>();
		Instant now = this.clock.instant();
		// an ID may lie in the future; what is really there must not seem listed
		lastRuns.forEach((worker, time) -> times.put(worker.value(), time.isAfter(now) ? now : time));
		Map<String, Listed> known = known(times.keySet());
		Map<String, Instant> archived = newestArchived(
				times.keySet().stream().filter((worker) -> !known.containsKey(worker)).toList());
		Set<WorkerId> owed = new HashSet<>();
		Set<WorkerId> newcomers = new HashSet<>();
		times.forEach((worker, time) -> {
			Listed listed = known.get(worker);
			Instant from = (listed != null) ? listed.to() : archived.get(worker);
			if (listed == null) {
				insert(worker, (from != null && from.isBefore(time)) ? from : time);
			}
			if (from == null) {
				newcomers.add(new WorkerId(worker));
			}
			else if (time.isAfter(from)) {
				owe(worker, time);
				owed.add(new WorkerId(worker));
			}
		});
		return new Noted(owed, newcomers);
	}

	private void insert(String worker, Instant listedTo) {
		this.jdbc
			.sql("INSERT INTO catch_up (worker_id, wanted_from, listed_to) VALUES (:worker, :to, :to) "
					+ "ON CONFLICT DO NOTHING")
			.param("worker", worker)
			.param("to", ArchivedLogRows.offset(listedTo))
			.update();
	}

	private void owe(String worker, Instant to) {
		this.jdbc
			.sql("UPDATE catch_up SET owed_to = :to WHERE worker_id = :worker AND (owed_to IS NULL OR owed_to < :to)")
			.param("worker", worker)
			.param("to", ArchivedLogRows.offset(to))
			.update();
	}

	private Map<String, Listed> known(Collection<String> workers) {
		Map<String, Listed> known = new HashMap<>();
		if (!workers.isEmpty()) {
			this.jdbc.sql("SELECT worker_id, listed_to FROM catch_up WHERE worker_id IN (:workers)")
				.param("workers", workers)
				.query((row, _) -> new Listed(row.getString("worker_id"), ArchivedLogRows.instant(row, "listed_to")))
				.list()
				.forEach((listed) -> known.put(listed.worker(), listed));
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
				.query((row, _) -> newest.put(row.getString("worker_id"), ArchivedLogRows.instant(row, "newest")))
				.list();
		}
		return newest;
	}

	/**
	 * The Workers of a list of which a listing is owed.
	 * @param list the list's number
	 * @param after the number of the last entry that isn't wanted, 0 at the start
	 * @param limit at most this many
	 * @return what is owed, in the order of the list
	 */
	public List<OwedListing> owed(long list, long after, int limit) {
		return this.jdbc.sql("""
				SELECT entry_number, catch_up.worker_id, wanted_from, listed_to, owed_to FROM catch_up
				JOIN worker_list_entry entry ON entry.list_id = :list AND entry.worker_id = catch_up.worker_id
				WHERE owed_to > :ever AND entry_number > :after ORDER BY list_id, entry_number LIMIT :limit""")
			.param("list", list)
			.param("ever", ArchivedLogRows.offset(EVER))
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
				UPDATE catch_up SET listed_to = :to, owed_to = CASE WHEN owed_to > :to THEN owed_to END
				WHERE worker_id = :worker AND listed_to < :to""")
			.param("worker", listing.worker().value())
			.param("to", ArchivedLogRows.offset(listing.to()))
			.update();
	}

	private static OwedListing read(ResultSet row, int number) throws SQLException {
		return new OwedListing(row.getLong("entry_number"), new WorkerId(row.getString("worker_id")),
				ArchivedLogRows.instant(row, "wanted_from"), ArchivedLogRows.instant(row, "listed_to"),
				ArchivedLogRows.instant(row, "owed_to"));
	}

	private record Listed(String worker, Instant to) {
	}

	/**
	 * What Workers' last runs mean.
	 *
	 * @param owed the Workers of which runs are to be listed
	 * @param newcomers the Workers of which nothing was known before
	 */
	public record Noted(Set<WorkerId> owed, Set<WorkerId> newcomers) {
	}

}
