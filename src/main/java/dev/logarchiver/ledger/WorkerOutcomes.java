package dev.logarchiver.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.run.WorkerId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How the Workers ended so far of which a job instance still works on further runs. Each
 * is counted once, when nothing of it is left to do.
 */
@Repository
public class WorkerOutcomes {

	private final JdbcClient jdbc;

	WorkerOutcomes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes note of a Worker that was asked, or of how another of its runs ended.
	 * @param outcome how it ended; counts if it is worse than what is known
	 * @param partial whether a run of it still goes on
	 */
	public void note(long instance, Place worker, Outcome outcome, boolean partial) {
		int inserted = this.jdbc
			.sql("INSERT INTO worker_outcome (instance_id, worker_id, entry_number, outcome, is_partial) "
					+ "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
			.params(instance, worker.worker().value(), worker.entry(), outcome.rank(), partial)
			.update();
		if (inserted == 0) {
			worsen(instance, worker.worker(), outcome, partial);
			this.jdbc.sql("UPDATE worker_outcome SET asked = TRUE WHERE instance_id = ? AND worker_id = ?")
				.params(instance, worker.worker().value())
				.update();
		}
	}

	/** The Workers of a job instance of which nobody asked yet. */
	public Set<WorkerId> notAsked(long instance) {
		return this.jdbc.sql("SELECT worker_id FROM worker_outcome WHERE instance_id = ? AND asked = FALSE")
			.param(instance)
			.query(Columns::worker)
			.set();
	}

	/** How many Workers a job instance still works on. */
	public long count(long instance) {
		return this.jdbc.sql("SELECT COUNT(*) FROM worker_outcome WHERE instance_id = ?")
			.param(instance)
			.query(Long.class)
			.single();
	}

	/**
	 * Takes note of how another run of a Worker ended, if the Worker is known.
	 * @param outcome how it ended; counts if it is worse than what is known
	 * @param partial whether a run of it still goes on
	 */
	public void worsen(long instance, WorkerId worker, Outcome outcome, boolean partial) {
		this.jdbc
			.sql("UPDATE worker_outcome SET outcome = LEAST(outcome, ?), is_partial = (is_partial OR ?) "
					+ "WHERE instance_id = ? AND worker_id = ?")
			.params(outcome.rank(), partial, instance, worker.value())
			.update();
	}

	/**
	 * The number of a Worker's entry in the list of the job instance; empty when nothing
	 * is known of the Worker.
	 */
	public Optional<Long> entry(long instance, WorkerId worker) {
		return this.jdbc.sql("SELECT entry_number FROM worker_outcome WHERE instance_id = ? AND worker_id = ?")
			.params(instance, worker.value())
			.query(Long.class)
			.optional();
	}

	/**
	 * Counts how many Workers of a job instance ended how, and forgets them; one that
	 * failed is asked by the next execution, whatever a survey shows.
	 */
	public List<Tally> close(long instance) {
		List<Tally> tallies = this.jdbc
			.sql("SELECT outcome, is_partial, COUNT(*) AS workers FROM worker_outcome WHERE instance_id = ? "
					+ "GROUP BY outcome, is_partial")
			.param(instance)
			.query((row, _) -> new Tally(Outcome.ofRank(row.getInt("outcome")), row.getBoolean("is_partial"),
					row.getLong("workers")))
			.list();
		this.jdbc.sql("""
				UPDATE surveyed_worker SET outcome = LEAST(outcome, (SELECT outcome FROM worker_outcome ended
					WHERE ended.instance_id = :instance AND ended.worker_id = surveyed_worker.worker_id))
				WHERE outcome IS NOT NULL
				AND worker_id IN (SELECT worker_id FROM worker_outcome WHERE instance_id = :instance)""")
			.param("instance", instance)
			.update();
		this.jdbc.sql("DELETE FROM worker_outcome WHERE instance_id = ?").param(instance).update();
		return tallies;
	}

	/**
	 * A Worker in a list.
	 *
	 * @param worker the Worker
	 * @param entry the entry's number
	 */
	public record Place(WorkerId worker, long entry) {
	}

	/**
	 * How many Workers ended the same way.
	 *
	 * @param outcome how
	 * @param partial whether a run of theirs still goes on
	 * @param workers how many
	 */
	public record Tally(Outcome outcome, boolean partial, long workers) {
	}

}
