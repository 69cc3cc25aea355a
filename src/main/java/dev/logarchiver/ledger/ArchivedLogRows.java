package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.logarchiver.ledger.ArchivedLog.TextDigest;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns archived logs into rows and back.
 */
final class ArchivedLogRows {

	private static final int PAGE = 1000;

	private ArchivedLogRows() {
	}

	static ArchivedLog read(ResultSet row, int number) throws SQLException {
		Run run = new Run(new RunId(row.getString("run_id")), RunStatus.parse(row.getString("run_status")),
				instantOrNull(row, "started_at"), instantOrNull(row, "finished_at"));
		TextDigest text = new TextDigest(row.getLong("text_size"), row.getString("sha256"),
				row.getString("source_etag"), ErrorColumns.read(row));
		return new ArchivedLog(new WorkerId(row.getString("worker_id")), run, row.getInt("revision"),
				row.getString("object_key"), row.getBoolean("is_final"),
				Completeness.valueOf(row.getString("completeness").toUpperCase(Locale.ROOT)), text,
				row.getLong("object_size"), instantOrNull(row, "unchanged_since"), instant(row, "archived_at"),
				row.getLong("execution_id"), row.getString("request_id"), row.getString("leftover_key"));
	}

	static Map<String, @Nullable Object> parameters(ArchivedLog log) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("worker", log.worker().value());
		parameters.put("run", log.runId().value());
		parameters.put("revision", log.revision());
		parameters.put("key", log.key());
		parameters.put("final", log.isFinal());
		parameters.put("completeness", log.completeness().toString());
		parameters.put("status", log.run().status().toString());
		parameters.put("startedAt", offset(log.run().startedAt()));
		parameters.put("finishedAt", offset(log.run().finishedAt()));
		parameters.put("size", log.text().size());
		parameters.put("objectSize", log.objectSize());
		parameters.put("sha256", log.text().sha256());
		parameters.put("etag", log.text().etag());
		parameters.put("unchangedSince", offset(log.unchangedSince()));
		parameters.put("archivedAt", offset(log.archivedAt()));
		parameters.put("execution", log.execution());
		parameters.put("requestId", log.requestId());
		parameters.put("leftover", log.leftover());
		parameters.put("runAt", offset(log.runAt()));
		ErrorColumns.put(log, parameters);
		return parameters;
	}

	/**
	 * Pages through all rows by their key: no cursor, no open transaction between pages.
	 */
	static Stream<ArchivedLog> stream(JdbcClient jdbc, String select) {
		return Stream
			.iterate(firstPage(jdbc, select), (page) -> !page.isEmpty(),
					(page) -> nextPage(jdbc, select, page.getLast()))
			.flatMap(List::stream);
	}

	private static List<ArchivedLog> firstPage(JdbcClient jdbc, String select) {
		return jdbc.sql(select + "ORDER BY worker_id, run_id, revision LIMIT ?")
			.param(PAGE)
			.query(ArchivedLogRows::read)
			.list();
	}

	private static List<ArchivedLog> nextPage(JdbcClient jdbc, String select, ArchivedLog last) {
		return jdbc
			.sql(select + "WHERE (worker_id, run_id, revision) > (?, ?, ?) "
					+ "ORDER BY worker_id, run_id, revision LIMIT ?")
			.params(last.worker().value(), last.runId().value(), last.revision(), PAGE)
			.query(ArchivedLogRows::read)
			.list();
	}

	/**
	 * Both databases keep microseconds; cut here, neither of them rounds up.
	 */
	static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
		return (instant != null) ? instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC) : null;
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
