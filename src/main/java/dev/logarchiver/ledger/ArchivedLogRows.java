package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.Redacted;
import org.jspecify.annotations.Nullable;

/** Turns archived logs into rows and back. */
public final class ArchivedLogRows {

	private ArchivedLogRows() {
	}

	/**
	 * What is read of a row.
	 * @param table the name of the table in the query
	 */
	public static String columns(String table) {
		return Stream.of(LogInsertion.COLUMNS.split(","))
			.map((column) -> table + "." + column.strip())
			.collect(Collectors.joining(", "));
	}

	public static ArchivedLog read(ResultSet row, int number) throws SQLException {
		TextDigest text = new TextDigest(row.getLong("text_size"), row.getString("sha256"),
				row.getString("source_etag"), errors(row), null, redacted(row));
		return new ArchivedLog(Columns.worker(row, number), Columns.run(row), row.getInt("revision"),
				row.getString("object_key"), row.getBoolean("is_final"),
				Completeness.valueOf(row.getString("completeness").toUpperCase(Locale.ROOT)), text,
				row.getLong("object_size"), Columns.instantOrNull(row, "unchanged_since"),
				Columns.instant(row, "archived_at"), row.getLong("execution_id"), row.getString("request_id"),
				row.getString("leftover_key"), Columns.instantOrNull(row, "locked_until"));
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
		parameters.put("lockedUntil", Columns.timeOrNull(log.lockedUntil()));
		parameters.put("runAt", Columns.time(log.runAt()));
		putErrors(log, parameters);
		putRedacted(log.text().redacted(), parameters);
		return parameters;
	}

	/** The texts are printable, so that a tab and a line feed can stand between them. */
	private static @Nullable ErrorLines errors(ResultSet row) throws SQLException {
		Long count = row.getObject("error_lines", Long.class);
		return (count != null) ? new ErrorLines(count, lines(row.getString("first_errors"))) : null;
	}

	private static List<LogLine> lines(@Nullable String text) {
		return (text != null) ? text.lines().map(ArchivedLogRows::line).toList() : List.of();
	}

	private static LogLine line(String text) {
		int tab = text.indexOf('\t');
		return new LogLine(Long.parseLong(text.substring(0, tab)), text.substring(tab + 1));
	}

	private static @Nullable RedactedText redacted(ResultSet row) throws SQLException {
		Long redactions = row.getObject("redactions", Long.class);
		return (redactions != null) ? new RedactedText(new Redacted(redactions, row.getString("redaction_rules")),
				row.getString("source_mac")) : null;
	}

	private static void putRedacted(@Nullable RedactedText redacted, Map<String, @Nullable Object> parameters) {
		parameters.put("redactions", (redacted != null) ? redacted.what().redactions() : null);
		parameters.put("rules", (redacted != null) ? redacted.what().rules() : null);
		parameters.put("sourceMac", (redacted != null) ? redacted.sourceMac() : null);
	}

	private static void putErrors(ArchivedLog log, Map<String, @Nullable Object> parameters) {
		ErrorLines errors = log.text().errors();
		boolean some = errors != null && errors.count() > 0;
		parameters.put("errorLines", (errors != null) ? errors.count() : null);
		parameters.put("firstErrors", (errors != null && !errors.first().isEmpty()) ? text(errors.first()) : null);
		parameters.put("errorsAt", some ? Columns.time(log.runAt()) : null);
	}

	private static String text(List<LogLine> lines) {
		return lines.stream().map((line) -> line.number() + "\t" + line.text()).collect(Collectors.joining("\n"));
	}

}
