package dev.logarchiver.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TimeZone;

import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.StandardOutput;

/** The program as people and schedulers call it. */
public final class CommandLineInterface {

	private static final Set<String> VERSION = Set.of("-V", "--version");

	private CommandLineInterface() {
	}

	/**
	 * Executes a command, and ends the process with its exit code.
	 * @param application the application's class
	 * @param arguments the command and its options
	 */
	public static void main(Class<?> application, String... arguments) {
		if (arguments.length == 1 && VERSION.contains(arguments[0])) {
			// nothing else is loaded, not even what parses options
			System.out.println(version());
			return;
		}
		// Spring Batch records local times: they must mean the same wherever they are
		// read
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
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
		return LogArchiverCommand.line(application, arguments).execute(arguments);
	}

	/** The version in the jar's manifest. */
	static String version() {
		String version = CommandLineInterface.class.getPackage().getImplementationVersion();
		return "log-archiver ".concat((version != null) ? version : "(not packaged)");
	}

}
