package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.run.WorkerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Up to when the runs of each Worker have been listed. A new last run makes a listing
 * due, and only a listing that succeeded moves that time: a failure in between leaves no
 * gap. All times are the platform's.
 */
@Repository
public class CatchUps {

	/** Bounds that leave null out of what both databases read of an index. */
	private static final Instant EVER = Instant.EPOCH;

	private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

	private final JdbcClient jdbc;

	private final LastRuns lastRuns;

	CatchUps(JdbcClient jdbc) {
		this.jdbc = jdbc;
		this.lastRuns = new LastRuns(jdbc);
	}

	/**
	 * Takes note of Workers' last runs, before they are recorded themselves. Where a
	 * Worker's first one existed when the Worker was first listed, nothing lies between
	 * the two, and no listing is due.
	 * @param lastRuns the last run of each Worker
	 * @param began a time before the platform was asked for them
	 * @param now the time
	 * @return of which Workers a listing is due now, and which are new
	 */
	public Noted note(Map<WorkerId, LastRun> lastRuns, Instant began, Instant now) {
		return this.lastRuns.note(lastRuns, began, now);
	}

	/** The Workers of a list of which a listing is due. */
	public Set<WorkerId> workers(long list) {
		return this.jdbc.sql("""
				SELECT worker_id FROM catch_up WHERE owed_to > :ever AND owed_to < :never
				AND EXISTS (SELECT 1 FROM worker_list_entry entry
					WHERE entry.list_id = :list AND entry.worker_id = catch_up.worker_id)""")
			.param("list", list)
			.param("ever", Columns.time(EVER))
			.param("never", Columns.time(NEVER))
			.query(Columns::worker)
			.set();
	}

	/**
	 * The listings that are due of the Workers that a job instance isn't done with, in
	 * the order of the list: those after an entry, 0 at the start.
	 */
	public List<DueListing> due(long instance, long after, int limit) {
		return this.jdbc
			.sql("""
					SELECT entry_number, catch_up.worker_id, wanted_from, listed_to, owed_to FROM catch_up
					JOIN worker_outcome entry ON entry.instance_id = :instance AND entry.worker_id = catch_up.worker_id
					WHERE owed_to > :ever AND owed_to < :never AND entry_number > :after ORDER BY entry_number LIMIT :limit""")
			.param("instance", instance)
			.param("ever", Columns.time(EVER))
			.param("never", Columns.time(NEVER))
			.param("after", after)
			.param("limit", limit)
			.query(CatchUps::read)
			.list();
	}

	/** Takes note that a listing succeeded. */
	public void listed(DueListing listing) {
		this.jdbc.sql("""
				UPDATE catch_up SET listed_to = GREATEST(COALESCE(listed_to, :to), :to),
				owed_to = CASE WHEN owed_to > :to THEN owed_to END WHERE worker_id = :worker""")
			.param("worker", listing.worker().value())
			.param("to", Columns.time(listing.to()))
			.update();
		this.jdbc.sql("UPDATE surveyed_worker SET news_at = NULL WHERE worker_id = ? AND news_at <= ?")
			.params(listing.worker().value(), Columns.time(listing.to()))
			.update();
	}

	/**
	 * A listing of a Worker's runs up to a time, be it due or not; empty when nothing is
	 * known of the Worker.
	 */
	public Optional<DueListing> upTo(WorkerId worker, long entry, Instant to) {
		return this.jdbc.sql("SELECT worker_id, wanted_from, listed_to FROM catch_up WHERE worker_id = ?")
			.param(worker.value())
			.query((row, number) -> new DueListing(entry, Columns.worker(row, number),
					Columns.instant(row, "wanted_from"), Columns.instantOrNull(row, "listed_to"), to))
			.optional();
	}

	/** Makes the listing of a Worker due. */
	public void owe(WorkerId worker, Instant to) {
		this.jdbc.sql("UPDATE catch_up SET owed_to = GREATEST(COALESCE(owed_to, :to), :to) WHERE worker_id = :worker")
			.param("to", Columns.time(to))
			.param("worker", worker.value())
			.update();
	}

	/**
	 * Makes the listings of those Workers of a list due of which surveys showed runs:
	 * only their own listing shows what surveys may have left out.
	 */
	public void oweWhatSurveysShowed(long list) {
		this.jdbc
			.sql("""
					UPDATE catch_up SET owed_to = (SELECT GREATEST(COALESCE(catch_up.owed_to, news_at), news_at)
						FROM surveyed_worker WHERE surveyed_worker.worker_id = catch_up.worker_id)
					WHERE worker_id IN (SELECT state.worker_id FROM surveyed_worker state
						WHERE state.news_at > :ever AND state.news_at < :never AND EXISTS (SELECT 1 FROM worker_list_entry entry
							WHERE entry.list_id = :list AND entry.worker_id = state.worker_id))""")
			.param("list", list)
			.param("ever", Columns.time(EVER))
			.param("never", Columns.time(NEVER))
			.update();
	}

	private static DueListing read(ResultSet row, int number) throws SQLException {
		return new DueListing(row.getLong("entry_number"), Columns.worker(row, number),
				Columns.instant(row, "wanted_from"), Columns.instantOrNull(row, "listed_to"),
				Columns.instant(row, "owed_to"));
	}

	/**
	 * What Workers' last runs mean.
	 *
	 * @param due the Workers of which runs are to be listed
	 * @param newcomers the Workers of which nothing was archived before
	 */
	public record Noted(Set<WorkerId> due, Set<WorkerId> newcomers) {
	}

}
