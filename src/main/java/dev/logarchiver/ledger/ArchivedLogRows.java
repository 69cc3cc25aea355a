package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.logarchiver.ledger.ArchivedLog.TextDigest;
import dev.logarchiver.store.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * Turns archived logs into rows and back.
 */
final class ArchivedLogRows {

	private ArchivedLogRows() {
	}

	static ArchivedLog read(ResultSet row, int number) throws SQLException {
		TextDigest text = new TextDigest(row.getLong("text_size"), row.getString("sha256"),
				row.getString("source_etag"), ErrorColumns.read(row));
		return new ArchivedLog(Columns.worker(row, number), Columns.run(row), row.getInt("revision"),
				row.getString("object_key"), row.getBoolean("is_final"),
				Completeness.valueOf(row.getString("completeness").toUpperCase(Locale.ROOT)), text,
				row.getLong("object_size"), Columns.instantOrNull(row, "unchanged_since"),
				Columns.instant(row, "archived_at"), row.getLong("execution_id"), row.getString("request_id"),
				row.getString("leftover_key"));
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
		parameters.put("startedAt", Columns.timeOrNull(log.run().startedAt()));
		parameters.put("finishedAt", Columns.timeOrNull(log.run().finishedAt()));
		parameters.put("size", log.text().size());
		parameters.put("objectSize", log.objectSize());
		parameters.put("sha256", log.text().sha256());
		parameters.put("etag", log.text().etag());
		parameters.put("unchangedSince", Columns.timeOrNull(log.unchangedSince()));
		parameters.put("archivedAt", Columns.time(log.archivedAt()));
		parameters.put("execution", log.execution());
		parameters.put("requestId", log.requestId());
		parameters.put("leftover", log.leftover());
		parameters.put("runAt", Columns.time(log.runAt()));
		ErrorColumns.put(log, parameters);
		return parameters;
	}

}
