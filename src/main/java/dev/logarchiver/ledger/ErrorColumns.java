package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.errors.ErrorLines;
import org.jspecify.annotations.Nullable;

/**
 * Turns the error lines of a log into columns and back. The texts are printable, so that
 * a tab and a line feed can stand between them.
 */
final class ErrorColumns {

	private ErrorColumns() {
	}

	static @Nullable ErrorLines read(ResultSet row) throws SQLException {
		Long count = row.getObject("error_lines", Long.class);
		return (count != null) ? new ErrorLines(count, lines(row.getString("first_errors"))) : null;
	}

	private static List<LogLine> lines(@Nullable String text) {
		return (text != null) ? text.lines().map(ErrorColumns::line).toList() : List.of();
	}

	private static LogLine line(String text) {
		int tab = text.indexOf('\t');
		return new LogLine(Long.parseLong(text.substring(0, tab)), text.substring(tab + 1));
	}

	static void put(ArchivedLog log, Map<String, @Nullable Object> parameters) {
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
