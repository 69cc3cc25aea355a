package dev.logarchiver.rehearsal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

import dev.logarchiver.LogArchiverApplication;
import dev.logarchiver.cli.CommandLineInterface;

/**
 * Archives made-up logs from a platform of its own, with nothing of the user's: what a
 * JVM has seen there, its ahead-of-time cache holds ready for the real runs.
 */
final class Rehearsal {

	/** So many that the JVM compiles what happens for each of them. */
	private static final int WORKERS = 300;

	private static final int USAGE = 2;

	private Rehearsal() {
	}

	/**
	 * Rehearses.
	 * @param arguments a directory for the state, and what is rehearsed: archiving, which
	 * comes first, reading or help
	 */
	static void main(String[] arguments) throws IOException {
		Path directory = Path.of(arguments[0]);
		Path workers = directory.resolve("workers.txt");
		Files.write(workers, IntStream.range(0, WORKERS).mapToObj(StandIn::worker).toList());
		PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
		System.setOut(silence);
		System.setErr(silence);
		// the machine's own settings are of no concern here
		System.setProperty("LOG_ARCHIVER_ETC", directory.toString());
		System.setProperty("LOG_ARCHIVER_HOME", directory.toString());
		String state = directory.resolve("state").toString();
		System.exit(switch (arguments[1]) {
			case "archiving" -> archive(workers.toString(), state, directory);
			case "reading" -> read(state, directory);
			default -> help();
		});
	}

	private static int archive(String workers, String state, Path directory) throws IOException {
		try (StandIn servers = StandIn.start()) {
			System.setProperty("CORECLAW_BASE_URL", servers.url());
			System.setProperty("CORECLAW_API_KEY", "rehearsal");
			System.setProperty("aws.endpointUrlS3", servers.url());
			System.setProperty("aws.accessKeyId", "rehearsal");
			System.setProperty("aws.secretAccessKey", "rehearsal");
			int failures = execute("run", "--workers", workers, "--store", "s3://rehearsal/logs", "--state", state)
					+ execute("run", "--workers", workers, "--store", "s3://rehearsal/logs", "--state", state)
					+ execute("hold", "--list", "--state", state);
			servers.save(directory);
			return failures;
		}
	}

	private static int read(String state, Path directory) {
		String store = "file:" + directory.resolve("rehearsal").resolve("logs");
		return execute("logs", "--state", state) + execute("logs", "--json", "--state", state)
				+ execute("executions", "--state", state) + execute("show", "1", "--state", state)
				+ execute("why", StandIn.worker(1), "--state", state) + execute("status", "--state", state)
				+ execute("report", "--state", state)
				+ execute("search", "line", "--limit", "200", "--state", state, "--store", store)
				+ execute("scan", "--state", state, "--store", store)
				+ execute("cat", StandIn.worker(1), "--state", state, "--store", store);
	}

	/** What is printed for help, and for a command that there isn't. */
	private static int help() {
		return execute("--help") + execute("logs", "--help") + execute("completion", "bash")
				+ Math.abs(execute("--no-such-option") - USAGE);
	}

	private static int execute(String... command) {
		return CommandLineInterface.execute(LogArchiverApplication.class, command);
	}

}
