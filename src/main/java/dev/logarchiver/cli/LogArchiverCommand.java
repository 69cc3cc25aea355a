package dev.logarchiver.cli;

import java.util.concurrent.Callable;

import dev.logarchiver.cli.page.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(name = "log-archiver", versionProvider = LogArchiverCommand.Version.class,
		description = "Archives the logs of CoreClaw runs, whole and once, in S3-compatible storage.",
		synopsisSubcommandLabel = "COMMAND",
		subcommands = { RunCommand.class, BackfillCommand.class, RestartCommand.class, ExecutionsCommand.class,
				ShowCommand.class, LogsCommand.class, CatCommand.class, StatusCommand.class, WhyCommand.class,
				DiffCommand.class, VerifyCommand.class, ReindexCommand.class, DoctorCommand.class,
				CompletionCommand.class })
final class LogArchiverCommand implements Callable<Integer> {

	private final Class<?> application;

	private final Output output;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "show this help and exit")
	@SuppressWarnings("unused")
	private boolean help;

	@Option(names = { "-V", "--version" }, versionHelp = true, description = "print the version and exit")
	@SuppressWarnings("unused")
	private boolean version;

	LogArchiverCommand(Class<?> application, Output output) {
		this.application = application;
		this.output = output;
	}

	Class<?> application() {
		return this.application;
	}

	Output output() {
		return this.output;
	}

	/** Without a command there is nothing to do but to say which there are. */
	@Override
	public Integer call() {
		this.spec.commandLine().usage(this.spec.commandLine().getOut());
		return ExitCode.USAGE.value();
	}

	/** The version in the jar's manifest. */
	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			String version = LogArchiverCommand.class.getPackage().getImplementationVersion();
			return new String[] { "log-archiver " + ((version != null) ? version : "(not packaged)") };
		}

	}

}
