package dev.logarchiver.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The program without a command.
 */
@Command(name = "log-archiver", versionProvider = LogArchiverCommand.Version.class,
		description = "Archives the logs of CoreClaw runs, whole and once, in S3-compatible storage.",
		synopsisSubcommandLabel = "COMMAND")
final class LogArchiverCommand implements Callable<Integer> {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "show this help and exit")
	@SuppressWarnings("unused")
	private boolean help;

	@Option(names = { "-V", "--version" }, versionHelp = true, description = "print the version and exit")
	@SuppressWarnings("unused")
	private boolean version;

	/**
	 * Without a command there is nothing to do but to say which there are.
	 */
	@Override
	public Integer call() {
		this.spec.commandLine().usage(this.spec.commandLine().getOut());
		return ExitCode.USAGE.value();
	}

	/**
	 * The version in the jar's manifest.
	 */
	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			String version = LogArchiverCommand.class.getPackage().getImplementationVersion();
			return new String[] { "log-archiver " + ((version != null) ? version : "(not packaged)") };
		}

	}

}
