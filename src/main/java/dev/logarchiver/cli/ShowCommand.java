package dev.logarchiver.cli;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.cli.page.Units;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.run.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import org.springframework.context.ApplicationContext;

/**
 * One execution.
 */
@Command(name = "show", description = "Shows one execution: parameters, counts, times and every failed Worker.",
		footerHeading = Examples.HEADING, footer = { "  log-archiver show 7 --json" })
final class ShowCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Parameters(paramLabel = "EXECUTION", description = "its number")
	private long execution;

	ShowCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		return this.sessions.read(this.options, "show", this::show);
	}

	private int show(ApplicationContext context) {
		ExecutionReport report = context.getBean(Executions.class)
			.find(this.execution)
			.orElseThrow(() -> new ConfigurationException(
					"There is no execution " + this.execution + ": 'executions' lists them"));
		if (!this.options.json()) {
			this.output.text(describe(report));
		}
		new Summary(this.output).print(report, this.options.json());
		return ExitCode.SUCCESS.value();
	}

	private static String describe(ExecutionReport report) {
		ExecutionReport.Order order = report.order();
		String purpose = (order.scheduledAt() != null) ? """
				Scheduled at  %s
				Force         %s
				""".formatted(order.scheduledAt(), order.force() ? "yes" : "no") : """
				Since         %s
				Until         %s
				Status        %s
				""".formatted(order.since(), order.until(), order.statuses().isEmpty() ? "all"
				: order.statuses().stream().map(RunStatus::toString).sorted().collect(Collectors.joining(", ")));
		return """
				Command       %s
				Job           %s
				%sStarted       %s
				Ended         %s
				""".formatted(order.command(), order.job(), purpose, Units.time(report.startedAt()),
				Units.time(report.endedAt()));
	}

}
