package dev.logarchiver.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Since when Workers have been listed: from then on none of their runs may be missed,
 * whatever becomes of the execution that listed them.
 */
@Repository
public class KnownWorkers {

	private final JdbcClient jdbc;

	private final Clock clock;

	/** When this process took which list, by the counter that no clock change touches. */
	private final Map<Long, Long> taken = new ConcurrentHashMap<>();

	KnownWorkers(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Takes note of the Workers of a list that are not known yet, in one statement, and
	 * in none where the list was taken before.
	 * @param list the list's number
	 * @param time the platform's time; null if it isn't known yet: then the time of this
	 * machine counts until it is corrected
	 */
	@Transactional
	public void know(long list, @Nullable Instant time) {
		Instant now = (time != null) ? time : this.clock.instant();
		int first = this.jdbc
			.sql("UPDATE worker_list SET known_at = ?, known_by_platform = ? WHERE list_id = ? AND known_at IS NULL")
			.params(Columns.time(now), time != null, list)
			.update();
		if (first > 0) {
			this.taken.put(list, System.nanoTime());
			// in the order of their keys: jobs with Workers in common would else wait for
			// each other
			this.jdbc.sql("""
					INSERT INTO catch_up (worker_id, wanted_from)
					SELECT entry.worker_id, list.known_at FROM worker_list_entry entry
					JOIN worker_list list ON list.list_id = entry.list_id
					WHERE entry.list_id = :list AND entry.worker_id IS NOT NULL AND NOT EXISTS
						(SELECT 1 FROM catch_up known WHERE known.worker_id = entry.worker_id)
					ORDER BY entry.worker_id ON CONFLICT DO NOTHING""").param("list", list).update();
		}
	}

	/**
	 * Corrects since when the Workers of a list are known, once the platform has reported
	 * its time. Where a process that died took the list, a time that is still to come by
	 * the platform's clock becomes its present one.
	 * @param list the list's number
	 * @param now the platform's time
	 */
	public void correct(long list, Instant now) {
		Optional<Instant> noted = this.jdbc.sql(
				"SELECT known_at FROM worker_list WHERE list_id = ? AND known_at IS NOT NULL AND NOT known_by_platform")
			.param(list)
			.query((row, _) -> Columns.instant(row, "known_at"))
			.optional();
		if (noted.isPresent()) {
			Instant right = right(list, noted.get(), now);
			this.jdbc.sql("UPDATE catch_up SET wanted_from = ? WHERE wanted_from = ? AND listed_to IS NULL")
				.params(Columns.time(right), Columns.time(noted.get()))
				.update();
			this.jdbc.sql("UPDATE worker_list SET known_at = ?, known_by_platform = TRUE WHERE list_id = ?")
				.params(Columns.time(right), list)
				.update();
		}
	}

	private Instant right(long list, Instant noted, Instant now) {
		Long nanos = this.taken.get(list);
		if (nanos != null) {
			return now.minus(Duration.ofNanos(System.nanoTime() - nanos));
		}
		return noted.isAfter(now) ? now : noted;
	}

}
