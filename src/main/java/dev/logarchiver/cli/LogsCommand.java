package dev.logarchiver.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.GroupPage;
import dev.logarchiver.cli.page.Limits;
import dev.logarchiver.cli.page.LogCsv;
import dev.logarchiver.cli.page.LogJson;
import dev.logarchiver.cli.page.PrunedJson;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.run.Units;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.HeldLogs;
import dev.logarchiver.ledger.Holds;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.report.ErrorGroups;
import dev.logarchiver.store.Completeness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is archived. */
@Command(name = "logs", description = "Lists the archived logs, newest run first.",
		footer = { "  log-archiver logs --worker acme/shop --since 2026-06-01",
				"  log-archiver logs --errors --since 7d --group",
				"  log-archiver logs --csv --limit 100000 > logs.csv" })
final class LogsCommand extends ArchiveCommand {

	private static final int LONGEST_ERROR = 100;

	private static final Logger logger = LoggerFactory.getLogger(LogsCommand.class);

	@Mixin
	private final LogOptions logs = new LogOptions();

	@Option(names = "--limit", paramLabel = "N", defaultValue = "100",
			description = "at most this many (default: ${DEFAULT-VALUE})")
	private int limit;

	@Option(names = "--group",
			description = "with --errors: one row for all logs with the same first error, times, IDs and numbers aside")
	private boolean group;

	@Option(names = "--pruned", description = "the logs that were pruned instead: when, and by which rule")
	private boolean pruned;

	@Option(names = "--csv", description = "print CSV, for spreadsheets")
	private boolean csv;

	@Override
	public Integer call() {
		int limit = Limits.withOneMore(this.limit);
		LogFilter filter = this.logs.filter();
		if (this.group && !filter.withErrors()) {
			throw new ConfigurationException("--group is for logs with error lines: give --errors too");
		}
		if (this.csv && (this.group || json())) {
			throw new ConfigurationException(
					"--csv is a list of logs: leave out " + (this.group ? "--group" : "--json"));
		}
		if (this.pruned) {
			if (this.group || this.csv || filter.withErrors()) {
				throw new ConfigurationException("--pruned lists what is gone: leave out "
						+ (this.group ? "--group" : this.csv ? "--csv" : "--errors"));
			}
			return session(Mode.READ).run(PrunedLogs.class, (logs) -> list(logs.find(filter, limit)));
		}
		return session(Mode.READ).run(Parts.class, (parts) -> this.group ? group(parts.ledger().stream(filter))
				: list(parts.ledger().find(filter, limit), parts.holds()));
	}

	private ExitCode group(Stream<ArchivedLog> logs) {
		GroupPage page = new GroupPage(new ErrorGroups().add(logs), this.limit);
		print(page::json, page::toString);
		return ExitCode.SUCCESS;
	}

	private ExitCode list(List<PrunedLog> found) {
		List<PrunedLog> logs = found.stream().limit(this.limit).toList();
		print(() -> logs.stream().map(PrunedJson::of).toList(), () -> logs.isEmpty() ? "No pruned log matches."
				: PrunedJson.table(logs) + Limits.more(this.limit, found.size(), "log"));
		return ExitCode.SUCCESS;
	}

	private ExitCode list(List<ArchivedLog> found, Holds holds) {
		List<ArchivedLog> logs = found.stream().limit(this.limit).toList();
		HeldLogs held = holds.of(logs.stream().map(ArchivedLog::worker).collect(Collectors.toSet()));
		List<LogJson> json = logs.stream().map((log) -> LogJson.of(log, held.find(log).orElse(null))).toList();
		if (this.csv) {
			output().bytes(LogCsv.of(json).getBytes(StandardCharsets.UTF_8));
		}
		else {
			print(() -> json,
					() -> logs.isEmpty() ? "No archived log matches."
							: (this.logs.errors() ? errors(logs, held) : logs(logs, held))
									+ Limits.more(this.limit, found.size(), "log"));
		}
		if (found.size() > this.limit && (this.csv || json())) {
			logger.warn("These are the newest {}; there are more: a larger --limit shows them",
					Units.count(this.limit, "log"));
		}
		return ExitCode.SUCCESS;
	}

	private static Table logs(List<ArchivedLog> logs, HeldLogs held) {
		Table table = new Table("WORKER", "RUN AT", "STATUS", "SIZE", "KEY");
		for (ArchivedLog log : logs) {
			table.row(log.worker(), Units.time(log.runAt()), status(log, held), Units.size(log.text().size()),
					log.key());
		}
		return table;
	}

	private static Table errors(List<ArchivedLog> logs, HeldLogs held) {
		Table table = new Table("WORKER", "RUN", "RUN AT", "STATUS", "SIZE", "ERRORS", "FIRST ERROR");
		for (ArchivedLog log : logs) {
			ErrorLines errors = Objects.requireNonNull(log.text().errors());
			table.row(log.worker(), run(log), Units.time(log.runAt()), status(log, held), Units.size(log.text().size()),
					errors.count(), firstError(errors));
		}
		return table;
	}

	private static String run(ArchivedLog log) {
		return log.runId() + ((log.revision() > 1) ? " r" + log.revision() : "");
	}

	private static String status(ArchivedLog log, HeldLogs held) {
		return log.run().status() + (log.isFinal() ? "" : " (partial)")
				+ ((log.completeness() == Completeness.PREVIEW) ? " (preview)" : "")
				+ (held.find(log).isPresent() ? " (held)" : "");
	}

	/** An object says only how many error lines its log has. */
	private static String firstError(ErrorLines errors) {
		return errors.first().isEmpty() ? "(not known: from reindex)"
				: Printable.escape(errors.first().getFirst().text(), LONGEST_ERROR);
	}

	private record Parts(Ledger ledger, Holds holds) {

	}

}
