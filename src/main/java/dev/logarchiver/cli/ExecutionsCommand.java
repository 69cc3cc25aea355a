package dev.logarchiver.cli;

import java.util.concurrent.Callable;

import dev.logarchiver.cli.page.ExecutionJson;
import dev.logarchiver.cli.page.Limits;
import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.cli.page.Units;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.Executions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * What the job did.
 */
@Command(name = "executions", description = "Lists the job executions, newest first.", footerHeading = Examples.HEADING,
		footer = { "  log-archiver executions" })
final class ExecutionsCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Option(names = "--limit", paramLabel = "N", defaultValue = "100",
			description = "at most this many (default: ${DEFAULT-VALUE})")
	private int limit;

	ExecutionsCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		return this.sessions.read(this.options, "executions", this::list);
	}

	private int list(ApplicationContext context) {
		var executions = context.getBean(Executions.class).newest(Limits.check(this.limit));
		if (this.options.json()) {
			this.output.json(executions.stream().map(ExecutionJson::inAList).toList());
			return ExitCode.SUCCESS.value();
		}
		if (executions.isEmpty()) {
			this.output.text("No executions yet: 'run' starts one.");
			return ExitCode.SUCCESS.value();
		}
		Table table = new Table("EXECUTION", "JOB", "FOR", "STATUS", "TOOK", "WORKERS");
		for (ExecutionReport report : executions) {
			table.row(report.execution(), report.order().job(), purpose(report.order()), report.status(),
					Units.took(report.startedAt(), report.endedAt()), Summary.outcomes(report));
		}
		this.output.text(table.toString());
		return ExitCode.SUCCESS.value();
	}

	/**
	 * The tick of a run, the range of a backfill.
	 */
	private static String purpose(ExecutionReport.Order order) {
		return (order.scheduledAt() != null) ? Units.time(order.scheduledAt())
				: Units.time(order.since()) + " to " + Units.time(order.until());
	}

}
