package dev.logarchiver.ledger;

import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Removes lists that no execution worked on any more, piece by piece. One that is being
 * removed has no digest, so that nobody takes what is left of it for a list.
 */
@Repository
public class UnusedLists {

	private static final int BATCH = 10_000;

	/** What no digest begins with. */
	private static final String REMOVED = "removed-";

	private static final String UNUSED = " AND CAST(list_id AS VARCHAR) NOT IN "
			+ "(SELECT parameter_value FROM batch_job_execution_params WHERE parameter_name = 'list')";

	private final JdbcClient jdbc;

	public UnusedLists(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Removes the lists that were kept before a time and that no execution refers to.
	 * @return how many Workers and bad lines they had
	 */
	public long remove(Instant before) {
		List<Long> unused = this.jdbc.sql("SELECT list_id FROM worker_list WHERE created_at < ?" + UNUSED)
			.param(Columns.time(before))
			.query(Long.class)
			.list();
		return unused.stream().mapToLong(this::remove).sum();
	}

	private long remove(long list) {
		int marked = this.jdbc.sql("UPDATE worker_list SET digest = ? WHERE list_id = ?" + UNUSED)
			.params(REMOVED + list, list)
			.update();
		return (marked > 0) ? removeMarked(list) : 0;
	}

	private long removeMarked(long list) {
		this.jdbc.sql("DELETE FROM survey_cover WHERE list_id = ?").param(list).update();
		long removed = 0;
		long last = this.jdbc.sql("SELECT COALESCE(MAX(entry_number), 0) FROM worker_list_entry WHERE list_id = ?")
			.param(list)
			.query(Long.class)
			.single();
		for (long number = BATCH; number < last + BATCH; number += BATCH) {
			removed += this.jdbc.sql("DELETE FROM worker_list_entry WHERE list_id = ? AND entry_number <= ?")
				.params(list, number)
				.update();
		}
		this.jdbc.sql("DELETE FROM worker_list WHERE list_id = ?").param(list).update();
		return removed;
	}

}
