package dev.logarchiver.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What another program said.
 *
 * @param code its exit code
 * @param output what it printed
 * @param errors what it printed on standard error
 */
record Command(int code, String output, String errors) {

	static boolean isHere(String program) {
		return Stream.of(System.getenv("PATH").split(":", -1))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, program)));
	}

	static Command call(Path directory, Map<String, String> environment, String... command) {
		try {
			Path errors = Files.createTempFile("log-archiver-test", ".err");
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
				.redirectError(errors.toFile());
			builder.environment().putAll(environment);
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Command result = new Command(process.waitFor(), output, Files.readString(errors));
			Files.delete(errors);
			return result;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
