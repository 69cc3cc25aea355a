package dev.logarchiver.cli.page;

import java.util.List;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LogDifference;
import dev.logarchiver.lines.difference.LogDifference.Excerpt;
import dev.logarchiver.lines.difference.LogDifference.Tally;
import dev.logarchiver.run.Units;
import dev.logarchiver.store.Completeness;

/**
 * A difference on one screen: 24 lines at most, of 100 characters.
 *
 * @param failed the run that is explained
 * @param succeeded the run it is compared with
 * @param difference what is new
 */
public record DiffPage(ArchivedLog failed, ArchivedLog succeeded, LogDifference difference) {

	private static final int LONGEST_TEXT = 88;

	public Object json() {
		return DiffJson.of(this.failed, this.succeeded, this.difference);
	}

	@Override
	public String toString() {
		StringBuilder page = new StringBuilder(this.failed.worker().value()).append('\n').append(runs()).append("\n\n");
		this.difference.first()
			.ifPresentOrElse((excerpt) -> excerpt(page, excerpt), () -> page
				.append("Nothing is new: the successful run's log contains everything in the failed run's log.\n"));
		if (!this.difference.others().isEmpty()) {
			page.append("\nOther new errors:\n");
			this.difference.others().forEach((other) -> line(page, ' ', other));
		}
		if (this.difference.newLines() > 0) {
			page.append("""

					%d of %d lines are new, %d of them errors. New is what the successful run's log doesn't have,
					ignoring times, IDs and numbers.
					""".formatted(this.difference.newLines(), this.difference.failed().lines(),
					this.difference.newErrors()));
		}
		if (!this.difference.complete()) {
			page.append("The successful run's log has too many distinct lines to compare in full; "
					+ "some lines may be shown as new that are not.");
		}
		return page.toString().stripTrailing();
	}

	private Table runs() {
		Table table = new Table("", "RUN", "RUN AT", "SIZE", "LINES", "ERRORS");
		row(table, this.failed, this.difference.failed());
		row(table, this.succeeded, this.difference.succeeded());
		return table;
	}

	private static void row(Table table, ArchivedLog log, Tally tally) {
		String preview = (log.completeness() == Completeness.PREVIEW) ? " (preview)" : "";
		table.row(log.run().status() + preview, log.runId(), Units.time(log.runAt()), Units.size(log.text().size()),
				tally.lines(), tally.errors());
	}

	private void excerpt(StringBuilder page, Excerpt excerpt) {
		page.append((this.difference.newErrors() > 0) ? "The first new error" : "No new error. The first new line")
			.append(", line ")
			.append(excerpt.line().number())
			.append(":\n");
		lines(page, excerpt.before());
		line(page, '>', excerpt.line());
		lines(page, excerpt.after());
	}

	private static void lines(StringBuilder page, List<LogLine> lines) {
		lines.forEach((line) -> line(page, ' ', line));
	}

	private static void line(StringBuilder page, char mark, LogLine line) {
		page.append("%c %8d  %s".formatted(mark, line.number(), Printable.escape(line.text(), LONGEST_TEXT))
			.stripTrailing()).append('\n');
	}

}
