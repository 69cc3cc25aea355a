package dev.logarchiver.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.outside.Outside;
import org.jspecify.annotations.Nullable;

/**
 * A second JVM with this one's classes. What its main method prints can be read line by
 * line.
 */
public final class OtherProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private OtherProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	public static OtherProcess start(Class<?> main, List<String> options, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path")));
		command.addAll(options);
		command.add(main.getName());
		command.addAll(List.of(arguments));
		return new OtherProcess(Outside.process(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	/**
	 * A process that holds a state directory until it is closed.
	 */
	public static OtherProcess holding(Path directory, String holder) throws IOException {
		OtherProcess process = start(LockingProcess.class, List.of(), directory.toString(), holder);
		if (!"locked".equals(process.line())) {
			throw new IllegalStateException("The directory is held by somebody else");
		}
		return process;
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Waits for the next line that it prints.
	 */
	@Nullable String line() throws IOException {
		return this.output.readLine();
	}

	/**
	 * All lines that it prints until its end.
	 */
	public List<String> lines() {
		return this.output.lines().toList();
	}

	/**
	 * Ends its input and waits for its end.
	 */
	int end() throws IOException, InterruptedException {
		this.process.outputWriter().close();
		return this.process.waitFor();
	}

	/**
	 * Kills it as {@code kill -9} does.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		this.output.close();
	}

}
