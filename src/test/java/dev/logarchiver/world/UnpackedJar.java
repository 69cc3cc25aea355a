package dev.logarchiver.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.outside.Outside;

import org.springframework.util.FileSystemUtils;

/**
 * The packaged program, unpacked once and trained once, so that processes of it are up in
 * half the time.
 *
 * @param jar the jar without its libraries, which lie beside it
 * @param cache the JVM's cache of loaded classes
 */
public record UnpackedJar(Path jar, Path cache) {

	/** What the program is always started with. */
	private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
			"--sun-misc-unsafe-memory-access=allow");

	public static final List<String> SOON = List.of("-Xmx192m", "-XX:TieredStopAtLevel=1");

	public static UnpackedJar instance() {
		return Holder.INSTANCE;
	}

	public List<String> command(List<String> options, String... arguments) {
		List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM", ProgramProcess.java()));
		command.addAll(options);
		command.addAll(OPTIONS);
		command.add("-Duser.home=" + Outside.home());
		command.addAll(List.of("-XX:AOTCache=" + this.cache, "-jar", this.jar.toString()));
		command.addAll(List.of(arguments));
		return command;
	}

	private static UnpackedJar unpack() {
		Path packed = ProgramProcess.jar();
		Path home = directory().resolve("program");
		run(List.of(ProgramProcess.java(), "-Djarmode=tools", "-jar", packed.toString(), "extract", "--destination",
				home.toString()), 0);
		UnpackedJar unpacked = new UnpackedJar(home.resolve(packed.getFileName()), home.resolve("program.aot"));
		List<String> training = new ArrayList<>(List.of(ProgramProcess.java()));
		training.addAll(SOON);
		training.addAll(OPTIONS);
		training.addAll(List.of("-XX:AOTCacheOutput=" + unpacked.cache(), "-jar", unpacked.jar().toString(), "restart",
				"--state", home.resolve("state").toString()));
		// it makes a database, and finds nothing in it
		run(training, 2);
		return unpacked;
	}

	/**
	 * Beside the jar, for this JVM alone.
	 */
	private static Path directory() {
		try {
			Path directory = Files.createTempDirectory(Path.of("target"), "unpacked");
			Runtime.getRuntime()
				.addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void run(List<String> command, int code) {
		try {
			Process process = Outside.process(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != code) {
				throw new IllegalStateException(command + " failed: " + output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Holder {

		private static final UnpackedJar INSTANCE = unpack();

	}

}
