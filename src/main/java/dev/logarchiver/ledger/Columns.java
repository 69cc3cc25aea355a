package dev.logarchiver.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/** Turns values that several tables have into columns and back. */
public final class Columns {

	/**
	 * Before any run. H2 uses an index for a range, but not for what is not null, and has
	 * the nulls at the end of the index, where reading begins.
	 */
	public static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");

	/** After any run: a ULID's time ends in the year 10889. */
	public static final Instant NEVER = Instant.parse("+100000-01-01T00:00:00Z");

	private Columns() {
	}

	/** Both databases keep microseconds; cut here, neither of them rounds up. */
	public static OffsetDateTime time(Instant instant) {
		return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
	}

	public static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
		return (instant != null) ? time(instant) : null;
	}

	public static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/** Each driver has a type of its own for the times in an array. */
	static List<Instant> instants(ResultSet row, String column) throws SQLException {
		Array array = row.getArray(column);
		try {
			return Stream.of((Object[]) array.getArray()).map(Columns::instant).toList();
		}
		finally {
			array.free();
		}
	}

	private static Instant instant(Object time) {
		return (time instanceof Timestamp timestamp) ? timestamp.toInstant() : ((OffsetDateTime) time).toInstant();
	}

	public static WorkerId worker(ResultSet row, int number) throws SQLException {
		return new WorkerId(row.getString("worker_id"));
	}

	public static Run run(ResultSet row) throws SQLException {
		return new Run(new RunId(row.getString("run_id")), RunStatus.parse(row.getString("run_status")),
				instantOrNull(row, "started_at"), instantOrNull(row, "finished_at"));
	}

}
