package dev.logarchiver.cli;

import java.util.Optional;
import java.util.stream.Collectors;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.run.Units;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.ExecutionWords;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.SharedTick;
import dev.logarchiver.execution.SharedTicks;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.run.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One execution. */
@Command(name = "show", description = "Shows one execution: parameters, counts, times and every failed Worker.",
		footer = { "  log-archiver show 7 --json" })
final class ShowCommand extends ArchiveCommand {

	@Parameters(paramLabel = "EXECUTION", description = "its number")
	private long execution;

	@Override
	public Integer call() {
		return session(Mode.READ).run(Parts.class, this::show);
	}

	private ExitCode show(Parts parts) {
		ExecutionReport report = parts.executions()
			.find(this.execution)
			.orElseThrow(() -> new ConfigurationException(
					"There is no execution " + this.execution + ": 'executions' lists them"));
		Optional<SharedTick> tick = parts.ticks().of(report);
		print(() -> Summary.json(report, tick.orElse(null)),
				() -> describe(report) + tick.map(ShowCommand::siblings).orElse("") + "\n" + Summary.of(report));
		return ExitCode.SUCCESS;
	}

	/** All shards of a tick together, and their executions. */
	private static String siblings(SharedTick tick) {
		return """

				Tick          %d of %d shards completed: %s
				Executions    %s
				""".formatted(tick.completed(), tick.shards(), ExecutionWords.outcomes(tick.sum()),
				tick.parts()
					.stream()
					.map((part) -> "%d (%s)".formatted(part.execution(), part.order().shard()))
					.collect(Collectors.joining(", ")));
	}

	private static String describe(ExecutionReport report) {
		ExecutionReport.Order order = report.order();
		String purpose = (order.scheduledAt() != null) ? """
				Scheduled at  %s
				Force         %s
				""".formatted(order.scheduledAt(), ExecutionWords.force(order))
				: """
						Since         %s
						Until         %s
						Status        %s
						""".formatted(order.since(), order.until(), order.statuses().isEmpty() ? "all"
						: order.statuses().stream().map(RunStatus::toString).sorted().collect(Collectors.joining(", ")))
						+ (order.force() ? "Force         " + ExecutionWords.force(order) + "\n" : "");
		return """
				Command       %s
				Job           %s
				%s%sStarted       %s
				Ended         %s
				""".formatted(order.command(), order.job(),
				(order.shard() != null) ? "Shard         " + order.shard() + "\n" : "", purpose,
				Units.time(report.startedAt()), Units.time(report.endedAt()));
	}

	private record Parts(Executions executions, SharedTicks ticks) {

	}

}
