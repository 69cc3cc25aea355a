package dev.logarchiver.cli;

import java.util.Locale;
import java.util.concurrent.Callable;

import dev.logarchiver.cli.exit.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The completion of command lines. */
@Command(name = "completion", description = "Prints a completion script for a shell.",
		footer = { "  source <(log-archiver completion bash)         # in ~/.bashrc",
				"  source <(log-archiver completion zsh)          # in ~/.zshrc, after compinit" })
final class CompletionCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init")
	private LogArchiverCommand program;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
	@SuppressWarnings({ "NullAway.Init", "unused" })
	private Shell shell;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "show this help and exit")
	@SuppressWarnings("unused")
	private boolean help;

	@Override
	public Integer call() {
		CommandLine commandLine = this.spec.root().commandLine();
		// one script for both: it enables itself in zsh
		this.program.output().text(AutoComplete.bash(commandLine.getCommandName(), commandLine));
		return ExitCode.SUCCESS.value();
	}

	/** The shells that there is a completion for. */
	enum Shell {

		BASH, ZSH;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
