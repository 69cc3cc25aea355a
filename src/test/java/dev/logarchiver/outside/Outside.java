package dev.logarchiver.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * What lies outside the build, and how a test starts a process that sees nothing of it.
 */
public final class Outside {

	/** All that a process gets of this machine's environment. */
	static final Set<String> HARMLESS = Set.of("PATH", "TMPDIR", "JAVA_HOME");

	/** Where an installation lies that this build isn't. */
	private static final Pattern INSTALLED = Pattern.compile("/(etc|var|opt|usr/local)/(\\S*/)?log-archiver");

	private static final String HERE = Path.of("").toAbsolutePath().toString();

	private static final Path DIRECTORY = make();

	private Outside() {
	}

	/**
	 * A process to be started: with no environment but a {@code PATH} of what is
	 * installed here, except for the program itself, and with an empty home.
	 * @param command the program, found by that path, and its arguments
	 * @return the builder, to which more variables may be added
	 */
	public static ProcessBuilder process(List<String> command) {
		List<String> inside = new ArrayList<>(command);
		inside.set(0, tools().resolve(command.getFirst()).toString());
		inside.forEach(Outside::requireInside);
		ProcessBuilder builder = new ProcessBuilder(inside);
		Map<String, String> environment = builder.environment();
		environment.keySet().retainAll(HARMLESS);
		environment.put("PATH", tools().toString());
		environment.put("HOME", home().toString());
		environment.put("LANG", "C.UTF-8");
		return builder;
	}

	private static void requireInside(String argument) {
		// the build itself may lie in one of these places
		String other = argument.replace(HERE, "").replace(System.getProperty("java.io.tmpdir"), "");
		if (INSTALLED.matcher(other).find()) {
			throw new IllegalArgumentException("A test must leave alone what is installed here: " + argument);
		}
	}

	/**
	 * Whether a program can be called here.
	 */
	public static boolean has(String program) {
		return Files.isExecutable(tools().resolve(program));
	}

	/**
	 * A directory of all programs that a process finds.
	 */
	public static Path tools() {
		return DIRECTORY.resolve("tools");
	}

	/**
	 * The home directory of processes, and of this JVM: an empty one.
	 */
	public static Path home() {
		return DIRECTORY.resolve("home");
	}

	private static Path make() {
		try {
			Path directory = Files.createTempDirectory("log-archiver-outside");
			Runtime.getRuntime()
				.addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
			Files.createDirectory(directory.resolve("home"));
			Files.createDirectory(directory.resolve("tools"));
			for (String each : System.getenv("PATH").split(":", -1)) {
				link(Path.of(each), directory.resolve("tools"));
			}
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void link(Path from, Path tools) throws IOException {
		if (!from.isAbsolute() || !Files.isDirectory(from)) {
			return;
		}
		try (Stream<Path> files = Files.list(from)) {
			for (Path file : files.filter((file) -> !file.getFileName().toString().contains("log-archiver")).toList()) {
				Path link = tools.resolve(file.getFileName());
				if (Files.isExecutable(file) && !Files.exists(link)) {
					Files.createSymbolicLink(link, file);
				}
			}
		}
	}

}
