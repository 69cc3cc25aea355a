package dev.logarchiver.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;

import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.StandardOutput;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The program as people and schedulers call it. */
public final class CommandLineInterface {

	private CommandLineInterface() {
	}

	/**
	 * Executes a command, and ends the process with its exit code.
	 * @param application the application's class
	 * @param arguments the command and its options
	 */
	public static void main(Class<?> application, String... arguments) {
		// cron has no locale, but names of files and lines of logs have any letters
		System.setOut(new StandardOutput(new FileOutputStream(FileDescriptor.out)));
		System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
		System.exit(execute(application, arguments));
	}

	/**
	 * Executes a command.
	 * @param application the application's class
	 * @param arguments the command and its options
	 * @return the exit code
	 */
	public static int execute(Class<?> application, String... arguments) {
		return commandLine(application).execute(arguments);
	}

	static CommandLine commandLine(Class<?> application) {
		CommandLine commandLine = new CommandLine(new LogArchiverCommand(application, new Output(System.out)));
		commandLine.getSubcommands()
			.values()
			.forEach((command) -> command.getCommandSpec().usageMessage().footerHeading("%nExamples:%n"));
		commandLine.setParameterExceptionHandler(CommandLineInterface::explainUsage);
		commandLine.setExecutionExceptionHandler(new Errors());
		commandLine.registerConverter(Instant.class, CommandLineInterface::time);
		commandLine.registerConverter(Tick.class, Tick::parse);
		commandLine.registerConverter(Path.class, CommandLineInterface::path);
		commandLine.registerConverter(WorkerId.class, (text) -> id(text, WorkerId::parse));
		commandLine.registerConverter(RunId.class, (text) -> id(text, RunId::new));
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		return commandLine;
	}

	/**
	 * Reads a time as people write it: an instant, or a date that stands for its first
	 * moment in UTC.
	 */
	static Instant time(String text) {
		try {
			return (text.length() == "yyyy-mm-dd".length())
					? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw new TypeConversionException("'" + Printable.escape(text)
					+ "' is not a time: give a date such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z");
		}
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

	private static <T> T id(String text, Function<String, T> type) {
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

}
