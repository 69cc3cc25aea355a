package dev.logarchiver.state;

import java.time.Duration;

import dev.logarchiver.pace.CallBudget.Precedence;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row of one API address and key in PostgreSQL. Each change is one statement, and
 * reads the time from the database only: what it returns are durations, so no clock of
 * any other machine has a part in it.
 */
final class CallBudgetTable {

	private static final String CREATE = """
			INSERT INTO call_budget (source, decreases, raised_at, paused_until, pause, accepted, accepted_since,
				next_slot, usual_until, low_until, low_ahead, asked_at)
			SELECT :source, 0, now, now, 0, 0, now, now, now, now, 0, now FROM (SELECT clock_timestamp() AS now) clock
			ON CONFLICT DO NOTHING""";

	/**
	 * The row is locked first, and then the time is read. The rate rises only while slots
	 * are scarce: quickly to just below what was accepted when calls were last refused,
	 * slowly around that, but faster the longer nothing is refused, and quickly again
	 * well beyond. Slots are reserved a quarter of a second ahead by whoever has no more
	 * than its share, by others when their time has come. What was accepted is forgotten
	 * by and by.
	 */
	private static final String RESERVE = """
			WITH locked AS MATERIALIZED (SELECT * FROM call_budget WHERE source = :source FOR UPDATE),
			budget AS MATERIALIZED (SELECT locked.*, clock_timestamp() AS now, :limit::double precision AS bound
				FROM locked),
			timed AS (SELECT budget.*, EXTRACT(EPOCH FROM now - paused_until) AS calm,
				LEAST(1, GREATEST(0, EXTRACT(EPOCH FROM now - raised_at))) AS risen,
				GREATEST(0, EXTRACT(EPOCH FROM now - accepted_since)) AS counted,
				accepted + :accepted AS all_accepted,
				CASE WHEN rate < 1.25 * ceiling THEN 30 ELSE 2 END AS memory,
				CASE WHEN :low THEN usual_until ELSE low_until END > now AS contested,
				low_ahead * CASE WHEN :low THEN 1 ELSE -1 END AS ahead,
				GREATEST(next_slot, paused_until, now - INTERVAL '0.1 s') AS first_slot FROM budget),
			raised AS (SELECT timed.*, CASE
				WHEN GREATEST(asked_at, paused_until) < now - INTERVAL '10 minutes' THEN NULL
				WHEN next_slot <= now OR rate >= bound THEN rate
				ELSE LEAST(bound, rate + risen * CASE
					WHEN rate < 0.95 * ceiling THEN GREATEST(0.1, 0.3 * ceiling)
					WHEN rate < 1.25 * ceiling THEN GREATEST(0.02, ceiling * LEAST(0.1, 0.01 * GREATEST(1, calm / 5)))
					ELSE GREATEST(2, 0.1 * ceiling) END) END AS new_rate FROM timed),
			paced AS (SELECT raised.*, LEAST(new_rate, bound) AS pace,
				CASE WHEN contested AND ahead > 0 THEN 0 ELSE 0.25 END AS horizon FROM raised),
			granted AS (SELECT paced.*, CASE WHEN pace IS NULL THEN 0 ELSE GREATEST(0, LEAST(:wanted,
				FLOOR((horizon - EXTRACT(EPOCH FROM first_slot - now)) * pace + 1e-6) + 1,
				CASE WHEN :low AND contested AND ahead <= 0 THEN 1 - FLOOR(ahead / 3) END)) END AS slots FROM paced)
			UPDATE call_budget SET rate = new_rate, raised_at = GREATEST(granted.raised_at, now),
				accepted = CASE WHEN counted > memory THEN all_accepted / counted * memory / 2 ELSE all_accepted END,
				accepted_since = CASE WHEN counted > memory THEN now - memory / 2 * INTERVAL '1 s'
					ELSE granted.accepted_since END,
				next_slot = CASE WHEN pace IS NULL THEN now ELSE first_slot + slots / pace * INTERVAL '1 s' END,
				usual_until = CASE WHEN :low THEN granted.usual_until ELSE now + INTERVAL '0.75 s' END,
				low_until = CASE WHEN :low THEN now + INTERVAL '0.75 s' ELSE granted.low_until END,
				low_ahead = CASE WHEN contested AND pace IS NOT NULL THEN GREATEST(-pace - 3, LEAST(pace + 3,
					granted.low_ahead + slots * CASE WHEN :low THEN 3 ELSE -1 END)) ELSE 0 END,
				asked_at = now
			FROM granted WHERE call_budget.source = granted.source
			RETURNING granted.decreases, pace, slots, 1 / pace AS apart, EXTRACT(EPOCH FROM first_slot - now) AS first,
				-calm AS paused, EXTRACT(EPOCH FROM first_slot - now) - horizon AS again""";

	/**
	 * What was accepted before the first refusal tells little of the limit. Later ones
	 * lower the rate to a part of what was accepted since it was last lowered. Where that
	 * is much less than the rate, little was asked for, or the platform had saved some
	 * calls up, unless calls are refused again soon after: then it allows fewer than
	 * before.
	 */
	private static final String REFUSE = """
			WITH locked AS MATERIALIZED (SELECT * FROM call_budget WHERE source = :source FOR UPDATE),
			budget AS MATERIALIZED (SELECT locked.*, clock_timestamp() AS now, :limit::double precision AS bound
				FROM locked),
			met AS (SELECT budget.*, decreases = :decreases AS fresh, LEAST(rate, bound) AS pace,
				accepted + :accepted AS all_accepted,
				EXTRACT(EPOCH FROM now - accepted_since) AS counted FROM budget),
			measured AS (SELECT met.*, all_accepted / GREATEST(1, counted) AS measured FROM met),
			lowered AS (SELECT measured.*, CASE WHEN pace IS NULL THEN GREATEST(10, measured)
					ELSE LEAST(pace, GREATEST(measured, pace * CASE WHEN counted < 3 THEN 0.5 ELSE 0.85 END)) END
					AS new_ceiling,
				CASE WHEN pause = 0 OR all_accepted >= 1 THEN :pause::double precision
					ELSE LEAST(2 * pause, 60 * :pause) END AS new_pause FROM measured),
			held AS (SELECT lowered.*, GREATEST(paused_until, CASE WHEN fresh THEN now + new_pause * INTERVAL '1 s' END,
				now + :retryAfter::double precision * INTERVAL '1 s') AS held_until FROM lowered)
			UPDATE call_budget SET rate = CASE WHEN fresh THEN GREATEST(0.7 * new_ceiling, 0.1 / :pause) ELSE held.rate END,
				ceiling = CASE WHEN NOT fresh THEN held.ceiling WHEN held.rate IS NOT NULL THEN new_ceiling END,
				decreases = held.decreases + CASE WHEN fresh THEN 1 ELSE 0 END,
				pause = CASE WHEN fresh THEN new_pause ELSE held.pause END,
				paused_until = held_until, raised_at = GREATEST(held.raised_at, held_until),
				accepted = CASE WHEN fresh THEN 0 ELSE all_accepted END,
				accepted_since = CASE WHEN fresh THEN now ELSE held.accepted_since END,
				next_slot = CASE WHEN fresh THEN held_until ELSE GREATEST(held.next_slot, held_until) END
			FROM held WHERE call_budget.source = held.source
			RETURNING call_budget.decreases, LEAST(call_budget.rate, bound) AS pace, 0 AS slots, 0 AS apart, 0 AS first,
				EXTRACT(EPOCH FROM held_until - now) AS paused, EXTRACT(EPOCH FROM held_until - now) AS again""";

	private final JdbcClient jdbc;

	private final String source;

	private final @Nullable Double limit;

	private final Duration firstPause;

	/**
	 * Uses the row, which is made at need.
	 * @param jdbc a session without transactions; what it commits may get lost when the
	 * database crashes
	 */
	CallBudgetTable(JdbcClient jdbc, String source, @Nullable Double limit, Duration firstPause) {
		this.jdbc = jdbc;
		this.source = source;
		this.limit = limit;
		this.firstPause = firstPause;
		jdbc.sql(CREATE).param("source", source).update();
	}

	/**
	 * Reserves slots, as many as there are within a quarter of a second.
	 * @param wanted how many at most
	 * @param accepted how many calls were accepted since this process last said so
	 * @return what there is; no slots while the rate is open, when none are needed
	 */
	Reservation reserve(Precedence precedence, int wanted, long accepted) {
		return query(this.jdbc.sql(RESERVE)
			.param("low", precedence == Precedence.LOW)
			.param("wanted", wanted)
			.param("accepted", accepted));
	}

	/**
	 * Pauses all processes, and lowers the rate unless that was done since the call was
	 * let through.
	 * @param decreases those that were known when the call was let through
	 * @param accepted how many calls were accepted since this process last said so
	 */
	Reservation refuse(long decreases, @Nullable Duration retryAfter, long accepted) {
		return query(this.jdbc.sql(REFUSE)
			.param("decreases", decreases)
			.param("retryAfter", (retryAfter != null) ? retryAfter.toMillis() / 1000.0 : null)
			.param("pause", this.firstPause.toMillis() / 1000.0)
			.param("accepted", accepted));
	}

	private Reservation query(JdbcClient.StatementSpec statement) {
		return statement.param("source", this.source)
			.param("limit", this.limit)
			.query((row, _) -> new Reservation(row.getLong("decreases"), row.getObject("pace", Double.class),
					row.getInt("slots"), nanos(row.getDouble("first")), nanos(row.getDouble("apart")),
					nanos(row.getDouble("paused")), nanos(row.getDouble("again"))))
			.single();
	}

	private static long nanos(double seconds) {
		return (long) (seconds * 1e9);
	}

	/**
	 * What a process may do. Times are from the moment that the database answered, in
	 * nanoseconds.
	 *
	 * @param decreases how often the rate was lowered so far
	 * @param rate calls a second; null while it is open and without a limit
	 * @param slots how many calls may be made
	 * @param first when the first of them may, also in the past
	 * @param apart the time from one to the next
	 * @param paused when the pause ends; below 0 where there is none
	 * @param again when to ask for more, at the earliest
	 */
	record Reservation(long decreases, @Nullable Double rate, int slots, long first, long apart, long paused,
			long again) {

		boolean open() {
			return this.rate == null && this.paused <= 0;
		}

	}

}
