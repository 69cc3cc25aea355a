package dev.logarchiver.cli;

import dev.logarchiver.cli.Session.Mode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes on with an execution. */
@Command(name = "restart", description = "Resumes a failed, stopped or killed execution where it left off.",
		footer = { "  log-archiver restart", "  log-archiver restart 7 --config jobs/nightly.yaml" })
final class RestartCommand extends ArchiveCommand {

	@Parameters(arity = "0..1", paramLabel = "EXECUTION", description = "its number (default: the last one)")
	private @Nullable Long execution;

	@Override
	public Integer call() {
		return session(Mode.WRITE).run(JobRunner.class, (runner) -> runner
			.run((archiver, whenEnded) -> archiver.restart(this.execution, whenEnded), this::print));
	}

}
