package dev.logarchiver.cli.page;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.logarchiver.lines.LogLine;
import org.jspecify.annotations.Nullable;

/** Archived logs as CSV (RFC 4180) for spreadsheets. The names are a public interface. */
public final class LogCsv {

	private static final String[] HEADER = { "worker", "run", "revision", "status", "started_at", "finished_at",
			"run_at", "partial", "completeness", "size", "object_size", "sha256", "key", "archived_at", "execution",
			"request_id", "errors", "first_error", "held" };

	/** A spreadsheet takes what begins so for a formula, which may call others. */
	private static final String FORMULAS = "=+-@\t\r";

	private LogCsv() {
	}

	public static String of(List<LogJson> logs) {
		StringWriter text = new StringWriter();
		try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
			csv.writeRecord(HEADER);
			logs.forEach((log) -> csv.writeRecord(fields(log)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString();
	}

	private static List<String> fields(LogJson log) {
		List<LogLine> errors = log.firstErrors();
		List<String> fields = new ArrayList<>();
		for (Object field : new @Nullable Object[] { log.worker(), log.run(), log.revision(), log.status(),
				log.startedAt(), log.finishedAt(), log.runAt(), log.partial(), log.completeness(), log.size(),
				log.objectSize(), log.sha256(), log.key(), log.archivedAt(), log.execution(), log.requestId(),
				log.errors(), (errors != null && !errors.isEmpty()) ? errors.getFirst().text() : null, log.held() }) {
			fields.add((field != null) ? harmless(field.toString()) : "");
		}
		return fields;
	}

	private static String harmless(String text) {
		return (!text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

}
