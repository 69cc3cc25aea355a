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

	private Rehearsal() {
	}

	/**
	 * Rehearses.
	 * @param arguments an empty directory for the state
	 */
	static void main(String[] arguments) throws IOException {
		Path directory = Path.of(arguments[0]);
		Path workers = directory.resolve("workers.txt");
		Files.write(workers, IntStream.range(0, WORKERS).mapToObj(StandIn::worker).toList());
		PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
		System.setOut(silence);
		System.setErr(silence);
		int code;
		try (StandIn servers = StandIn.start()) {
			// the machine's own settings are of no concern here
			System.setProperty("LOG_ARCHIVER_ETC", directory.toString());
			System.setProperty("LOG_ARCHIVER_HOME", directory.toString());
			System.setProperty("CORECLAW_BASE_URL", servers.url());
			System.setProperty("CORECLAW_API_KEY", "rehearsal");
			System.setProperty("aws.endpointUrlS3", servers.url());
			System.setProperty("aws.accessKeyId", "rehearsal");
			System.setProperty("aws.secretAccessKey", "rehearsal");
			String state = directory.resolve("state").toString();
			code = execute("run", "--workers", workers.toString(), "--store", "s3://rehearsal/logs", "--state", state);
			code += execute("run", "--workers", workers.toString(), "--store", "s3://rehearsal/logs", "--state", state);
			code += execute("logs", "--state", state);
		}
		System.exit(code);
	}

	private static int execute(String... command) {
		return CommandLineInterface.execute(LogArchiverApplication.class, command);
	}

}
