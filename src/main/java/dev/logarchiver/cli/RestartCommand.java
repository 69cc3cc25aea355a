package dev.logarchiver.cli;

import java.util.concurrent.Callable;

import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.Summary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import org.springframework.context.ApplicationContext;

/**
 * Goes on with an execution.
 */
@Command(name = "restart", description = "Takes up a failed, stopped or killed execution where it stood.",
		footerHeading = Examples.HEADING,
		footer = { "  log-archiver restart", "  log-archiver restart 7 --config jobs/nightly.yaml" })
final class RestartCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final JobRunner runner;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Parameters(arity = "0..1", paramLabel = "EXECUTION", description = "its number (default: the last one)")
	private @Nullable Long execution;

	RestartCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.runner = new JobRunner(new Summary(output));
	}

	@Override
	public Integer call() {
		return this.sessions.write(this.options, "restart", this::restart);
	}

	private int restart(ApplicationContext context) {
		return this.runner.execute(context, this.options.json(),
				(archiver, whenEnded) -> archiver.restart(this.execution, whenEnded));
	}

}
