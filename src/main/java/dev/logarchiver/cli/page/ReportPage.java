package dev.logarchiver.cli.page;

import java.util.List;
import java.util.Objects;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.report.FailureReport;
import dev.logarchiver.run.Units;

/**
 * A report on one screen, unless all of it is wanted.
 *
 * @param report the report
 * @param all whether all rows are printed
 */
public record ReportPage(FailureReport report, boolean all) {

	private static final int SCREEN = 24;

	private static final int INDENT = 4;

	private static final int LONGEST_ERROR = 200;

	@Override
	public String toString() {
		List<ReportRow> rows = ReportRow.of(this.report);
		int shown = this.all ? rows.size() : Math.min(rows.size(), SCREEN);
		String page = page(rows, shown);
		while (shown > 1 && !this.all && page.lines().count() >= SCREEN) {
			shown--;
			page = page(rows, shown);
		}
		return page;
	}

	private String page(List<ReportRow> rows, int shown) {
		return this.report.headline() + table(rows.subList(0, shown)) + more(rows.size() - shown) + unread();
	}

	private static String table(List<ReportRow> rows) {
		if (rows.isEmpty()) {
			return "";
		}
		Table table = new Table("STATE", "WORKER", "FAILED", "SINCE", "RUN", "FIRST NEW ERROR");
		int room = Terminal.columnsOfOutput() - INDENT;
		for (ReportRow row : rows) {
			table.row(row.state(), row.workers(), row.failed(), Units.time(row.since()),
					Objects.requireNonNullElse(row.run(), "-"), Printable.escape(row.error(), room));
		}
		return "\n\n" + table;
	}

	private static String more(int rows) {
		return (rows > 0) ? "\n\n" + Units.count(rows, "more row") + ": --all prints everything." : "";
	}

	private String unread() {
		return (this.report.unread() > 0) ? "\n\n" + Units.count(this.report.unread(), "log")
				+ " could not be read to be compared: those rows have the first error of the failed run." : "";
	}

	/** For a chat or an issue: text from outside has no meaning there. */
	public String markdown() {
		List<ReportRow> rows = ReportRow.of(this.report);
		int shown = this.all ? rows.size() : Math.min(rows.size(), SCREEN);
		StringBuilder text = new StringBuilder(this.report.headline()).append('\n');
		String state = "";
		for (ReportRow row : rows.subList(0, shown)) {
			if (!row.state().equals(state)) {
				state = row.state();
				text.append('\n').append(Character.toUpperCase(state.charAt(0))).append(state, 1, state.length());
				text.append(":\n\n");
			}
			text.append(markdown(row)).append('\n');
		}
		return text.append(more(rows.size() - shown)).append(unread()).toString().stripTrailing();
	}

	private static String markdown(ReportRow row) {
		StringBuilder text = new StringBuilder("- ").append(code(row.worker()));
		if (row.others() > 0) {
			text.append(" and ").append(row.others()).append(" more");
		}
		if (!row.failed().equals("-")) {
			text.append(", ").append(row.failed()).append(" runs failed");
		}
		text.append(", since ").append(Units.time(row.since()));
		if (row.run() != null) {
			text.append(", run ").append(code(row.run()));
		}
		return row.error().equals("-") ? text.toString()
				: text.append(": ").append(code(Printable.escape(row.error(), LONGEST_ERROR))).toString();
	}

	/** As code, whatever backticks the text has. */
	private static String code(String text) {
		String fence = "`";
		while (text.contains(fence)) {
			fence += "`";
		}
		String edge = (text.startsWith("`") || text.endsWith("`")) ? " " : "";
		return fence + edge + text + edge + fence;
	}

}
