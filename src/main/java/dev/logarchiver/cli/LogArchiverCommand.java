package dev.logarchiver.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Output;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.retention.MaxDelete;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.Shard;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.run.WrittenTime;
import dev.logarchiver.web.ListenAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program without a command. */
@Command(name = "log-archiver", versionProvider = LogArchiverCommand.Version.class,
		description = "Archives the logs of CoreClaw runs, whole and once, in S3-compatible storage.",
		synopsisSubcommandLabel = "COMMAND")
final class LogArchiverCommand implements Callable<Integer> {

	/** Completes all others. */
	private static final String COMPLETION = "completion";

	/** By name, in the order in which the help lists them. */
	private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

	static {
		COMMANDS.put("run", RunCommand.class);
		COMMANDS.put("backfill", BackfillCommand.class);
		COMMANDS.put("restart", RestartCommand.class);
		COMMANDS.put("executions", ExecutionsCommand.class);
		COMMANDS.put("show", ShowCommand.class);
		COMMANDS.put("logs", LogsCommand.class);
		COMMANDS.put("cat", CatCommand.class);
		COMMANDS.put("link", LinkCommand.class);
		COMMANDS.put("search", SearchCommand.class);
		COMMANDS.put("scan", ScanCommand.class);
		COMMANDS.put("status", StatusCommand.class);
		COMMANDS.put("why", WhyCommand.class);
		COMMANDS.put("diff", DiffCommand.class);
		COMMANDS.put("report", ReportCommand.class);
		COMMANDS.put("serve", ServeCommand.class);
		COMMANDS.put("verify", VerifyCommand.class);
		COMMANDS.put("reindex", ReindexCommand.class);
		COMMANDS.put("prune", PruneCommand.class);
		COMMANDS.put("hold", HoldCommand.class);
		COMMANDS.put("release", ReleaseCommand.class);
		COMMANDS.put("doctor", DoctorCommand.class);
		COMMANDS.put(COMPLETION, CompletionCommand.class);
	}

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

	/** What parses command lines, with all commands. */
	static CommandLine line(Class<?> application) {
		return line(application, COMMANDS.keySet());
	}

	/**
	 * What parses a command line, with the commands that it can be about: the options of
	 * each are looked up by reflection, so that all of them would take longer than the
	 * JVM takes to start.
	 */
	static CommandLine line(Class<?> application, String... arguments) {
		String first = (arguments.length > 0) ? arguments[0] : "";
		boolean one = COMMANDS.containsKey(first) && !first.equals(COMPLETION);
		return line(application, one ? Set.of(first) : COMMANDS.keySet());
	}

	private static CommandLine line(Class<?> application, Collection<String> commands) {
		CommandLine commandLine = new CommandLine(new LogArchiverCommand(application, new Output(System.out)));
		commands.forEach((command) -> commandLine.addSubcommand(command, COMMANDS.get(command)));
		commandLine.getSubcommands()
			.values()
			.forEach((command) -> command.getCommandSpec().usageMessage().footerHeading("%nExamples:%n"));
		commandLine.setParameterExceptionHandler(LogArchiverCommand::explainUsage);
		commandLine.setExecutionExceptionHandler(new Errors());
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		commandLine.registerConverter(Instant.class, (text) -> read(text, (time) -> WrittenTime.parse(time, now)));
		commandLine.registerConverter(Tick.class, Tick::parse);
		commandLine.registerConverter(Path.class, LogArchiverCommand::path);
		commandLine.registerConverter(WorkerId.class, (text) -> read(text, WorkerId::parse));
		commandLine.registerConverter(WorkerPattern.class, (text) -> read(text, WorkerPattern::parse));
		commandLine.registerConverter(ListenAddress.class, (text) -> read(text, ListenAddress::parse));
		commandLine.registerConverter(MaxDelete.class, (text) -> read(text, MaxDelete::parse));
		commandLine.registerConverter(Shard.class, (text) -> read(text, Shard::parse));
		commandLine.registerConverter(RunId.class, (text) -> read(text, RunId::new));
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		return commandLine;
	}

	private static Path path(String text) {
		try {
			return Path.of(text);
		}
		catch (InvalidPathException ex) {
			throw new TypeConversionException("'" + Printable.escape(text)
					+ "' is not a valid path here; if it contains non-ASCII characters, set LC_ALL=C.UTF-8");
		}
	}

	private static <T> T read(String text, Function<String, T> type) {
		try {
			return type.apply(text);
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(ex.getMessage());
		}
	}

	private static int explainUsage(ParameterException problem, String[] arguments) {
		CommandLine command = problem.getCommandLine();
		PrintWriter errors = command.getErr();
		errors.println("log-archiver: " + Printable.escape(new UsageProblem(problem).text()));
		errors.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
		errors.flush();
		return ExitCode.USAGE.value();
	}

	/** The version in the jar's manifest. */
	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			return new String[] { CommandLineInterface.version() };
		}

	}

}
