package dev.logarchiver.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.logarchiver.outside.Outside;
import dev.logarchiver.world.Program.Result;

/**
 * The packaged program in a process of its own.
 */
public final class ProgramProcess implements AutoCloseable {

	private static final long PATIENCE_MINUTES = 10;

	private final Process process;

	private final Path output;

	private final Path errors;

	private ProgramProcess(Process process, Path output, Path errors) {
		this.process = process;
		this.output = output;
		this.errors = errors;
	}

	/**
	 * Starts the jar.
	 * @param world gives the settings
	 * @param heap the JVM's heap, such as {@code 128m}
	 * @param arguments the command and its options
	 */
	public static ProgramProcess start(World world, String heap, String... arguments) {
		return start(world, UnpackedJar.instance().command(List.of("-Xmx" + heap), arguments));
	}

	/**
	 * Starts the jar so that it is up soon.
	 */
	public static ProgramProcess startSoon(World world, String... arguments) {
		return start(world, soon(arguments));
	}

	/**
	 * What starts the jar so that it is up soon: with the JVM's first compiler alone.
	 */
	public static List<String> soon(String... arguments) {
		return UnpackedJar.instance().command(UnpackedJar.SOON, arguments);
	}

	public static ProgramProcess start(World world, List<String> command) {
		try {
			Path output = Files.createTempFile("log-archiver-test", ".out");
			Path errors = Files.createTempFile("log-archiver-test", ".err");
			ProcessBuilder builder = Outside.process(command)
				.redirectOutput(output.toFile())
				.redirectError(errors.toFile());
			builder.environment().putAll(world.environment());
			return new ProgramProcess(builder.start(), output, errors);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static Result call(World world, String heap, String... arguments) {
		try (ProgramProcess process = start(world, heap, arguments)) {
			return process.await();
		}
	}

	public static Result callSoon(World world, String... arguments) {
		try (ProgramProcess process = startSoon(world, arguments)) {
			return process.await();
		}
	}

	public static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * The jar that was built last: those of other versions may lie beside it.
	 */
	public static Path jar() {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.getFileName().toString().matches("log-archiver-.*\\.jar"))
				.max(Comparator.comparingLong((file) -> file.toFile().lastModified()))
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void signal(String name) {
		try {
			Outside.process(List.of("kill", "-" + name, Long.toString(this.process.pid()))).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Ends the process at once, whatever it is doing, as {@code kill -9} does.
	 */
	public void kill() {
		this.process.destroyForcibly();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * What it has printed on standard output so far.
	 */
	public String output() {
		return read(this.output);
	}

	/**
	 * What it has printed on standard error so far.
	 */
	public String errors() {
		return read(this.errors);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public Result await() {
		try {
			if (!this.process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
				throw new IllegalStateException("The program doesn't end: " + Files.readString(this.errors));
			}
			return new Result(this.process.exitValue(), Files.readAllBytes(this.output), Files.readString(this.errors));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			Files.deleteIfExists(this.output);
			Files.deleteIfExists(this.errors);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
