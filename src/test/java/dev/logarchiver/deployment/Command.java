package dev.logarchiver.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.logarchiver.outside.Outside;

/**
 * What another program said.
 *
 * @param code its exit code
 * @param output what it printed
 * @param errors what it printed on standard error
 */
record Command(int code, String output, String errors) {

	static Command call(Path directory, Map<String, String> environment, String... command) {
		try {
			Path errors = Files.createTempFile("log-archiver-test", ".err");
			ProcessBuilder builder = Outside.process(List.of(command))
				.directory(directory.toAbsolutePath().toFile())
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
