package dev.logarchiver.cli;

import java.util.List;
import java.util.Objects;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Limits;
import dev.logarchiver.cli.page.LogJson;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.cli.page.Units;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.store.Completeness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is archived. */
@Command(name = "logs", description = "Lists the archived logs, newest run first.", footer = {
		"  log-archiver logs --worker acme/shop --since 2026-06-01", "  log-archiver logs --errors --limit 10" })
final class LogsCommand extends ArchiveCommand {

	private static final int LONGEST_ERROR = 100;

	@Mixin
	private final LogOptions logs = new LogOptions();

	@Option(names = "--limit", paramLabel = "N", defaultValue = "100",
			description = "at most this many (default: ${DEFAULT-VALUE})")
	private int limit;

	@Override
	public Integer call() {
		int limit = Limits.withOneMore(this.limit);
		return session(Mode.READ).run(Ledger.class, (ledger) -> list(ledger.find(this.logs.filter(), limit)));
	}

	private ExitCode list(List<ArchivedLog> found) {
		List<ArchivedLog> logs = found.stream().limit(this.limit).toList();
		print(() -> logs.stream().map(LogJson::of).toList(), () -> logs.isEmpty() ? "No archived log matches."
				: (this.logs.errors() ? errors(logs) : logs(logs)) + Limits.more(this.limit, found.size(), "log"));
		return ExitCode.SUCCESS;
	}

	private static Table logs(List<ArchivedLog> logs) {
		Table table = new Table("WORKER", "RUN AT", "STATUS", "SIZE", "KEY");
		for (ArchivedLog log : logs) {
			table.row(log.worker(), Units.time(log.runAt()), status(log), Units.size(log.text().size()), log.key());
		}
		return table;
	}

	private static Table errors(List<ArchivedLog> logs) {
		Table table = new Table("WORKER", "RUN", "RUN AT", "STATUS", "SIZE", "ERRORS", "FIRST ERROR");
		for (ArchivedLog log : logs) {
			ErrorLines errors = Objects.requireNonNull(log.text().errors());
			table.row(log.worker(), run(log), Units.time(log.runAt()), status(log), Units.size(log.text().size()),
					errors.count(), firstError(errors));
		}
		return table;
	}

	private static String run(ArchivedLog log) {
		return log.runId() + ((log.revision() > 1) ? " r" + log.revision() : "");
	}

	private static String status(ArchivedLog log) {
		return log.run().status() + (log.isFinal() ? "" : " (partial)")
				+ ((log.completeness() == Completeness.PREVIEW) ? " (preview)" : "");
	}

	/** An object says only how many error lines its log has. */
	private static String firstError(ErrorLines errors) {
		return errors.first().isEmpty() ? "(not known: from reindex)"
				: Printable.escape(errors.first().getFirst().text(), LONGEST_ERROR);
	}

}
