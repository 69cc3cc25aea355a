package dev.logarchiver.cli;

import java.util.List;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Limits;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.run.Units;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionWords;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.SharedTicks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the job did. */
@Command(name = "executions", description = "Lists the job executions, newest first. The shards of a tick are one, "
		+ "by their newest; --json lists each.", footer = { "  log-archiver executions" })
final class ExecutionsCommand extends ArchiveCommand {

	@Option(names = "--limit", paramLabel = "N", defaultValue = "100",
			description = "at most this many (default: ${DEFAULT-VALUE})")
	private int limit;

	@Override
	public Integer call() {
		return session(Mode.READ).run(Parts.class, this::list);
	}

	private ExitCode list(Parts parts) {
		List<ExecutionReport> newest = parts.executions().newest(Limits.check(this.limit));
		print(() -> newest.stream().map(Summary::inAList).toList(), () -> table(parts.ticks().addUp(newest)));
		return ExitCode.SUCCESS;
	}

	private static String table(List<ExecutionReport> executions) {
		if (executions.isEmpty()) {
			return "No executions yet: 'run' starts one.";
		}
		Table table = new Table("EXECUTION", "JOB", "FOR", "STATUS", "TOOK", "WORKERS");
		for (ExecutionReport report : executions) {
			table.row(report.execution(), report.order().part(), purpose(report.order()), report.status(),
					Units.took(report.startedAt(), report.endedAt()), ExecutionWords.outcomes(report));
		}
		return table.toString();
	}

	/** The tick of a run, the range of a backfill. */
	private static String purpose(ExecutionReport.Order order) {
		return (order.scheduledAt() != null) ? Units.time(order.scheduledAt())
				: Units.time(order.since()) + " to " + Units.time(order.until());
	}

	private record Parts(Executions executions, SharedTicks ticks) {

	}

}
