package dev.logarchiver.cli.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.failure.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * The configuration files that every command reads, so that one at a prompt looks at the
 * same archive as the nightly job: the machine's, then the user's. What comes later
 * counts more; {@code --config}, the environment and the command line count more than
 * both.
 */
public final class UsualFiles {

	/** The name of the file in its folder. */
	static final String NAME = "config.yaml";

	/** Names another folder in place of /etc/log-archiver. */
	static final String MACHINE = "LOG_ARCHIVER_ETC";

	/** Names another folder in place of ~/.config/log-archiver. */
	static final String USER = "LOG_ARCHIVER_HOME";

	private UsualFiles() {
	}

	/** Where files are looked for, whether or not there are any. */
	public static List<Path> places() {
		List<Path> places = new ArrayList<>();
		places.add(Path.of(value(MACHINE).orElse("/etc/log-archiver"), NAME));
		value(USER).map(Path::of)
			.or(() -> value("XDG_CONFIG_HOME").map((home) -> Path.of(home, "log-archiver")))
			.or(() -> value("HOME").map((home) -> Path.of(home, ".config", "log-archiver")))
			.map((folder) -> folder.resolve(NAME))
			.ifPresent(places::add);
		return places.stream().map(Path::toAbsolutePath).distinct().toList();
	}

	/**
	 * The files that there are.
	 * @param named the files that the command line names; null where it names none
	 * @return the files in the order in which they are read
	 * @throws ConfigurationException if one is there and can't be read
	 */
	public static List<Path> read(@Nullable Path... named) {
		List<Path> files = new ArrayList<>(places().stream().filter(Files::exists).toList());
		for (Path file : files) {
			if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
				throw new ConfigurationException("the configuration file " + file
						+ " is there, but can't be read: make it readable, or call this as a user that may read it");
			}
		}
		for (Path file : named) {
			if (file != null) {
				files.removeIf((other) -> other.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize()));
				files.add(file);
			}
		}
		return files;
	}

	/**
	 * Says what is wrong with the configuration file.
	 * @param config the file that the command line names
	 * @param problem where the parser stopped, and why
	 */
	static ConfigurationException malformed(@Nullable Path config, MarkedYAMLException problem) {
		Mark mark = problem.getProblemMark();
		String file = read(config).stream()
			.filter((candidate) -> !candidate.equals(config) && isMalformed(candidate))
			.findFirst()
			.map((usual) -> "the configuration file " + usual)
			.orElse("--config '" + config + "'");
		boolean alias = (problem.getContext() + problem.getProblem()).contains("alias");
		return new ConfigurationException(file + " is not valid YAML"
				+ ((mark != null) ? ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) : "") + ": "
				+ problem.getProblem() + (alias ? " (put what begins with * in quotes)" : ""));
	}

	private static boolean isMalformed(Path file) {
		try (Reader reader = Files.newBufferedReader(file)) {
			new Yaml().parse(reader).forEach((_) -> {
			});
			return false;
		}
		catch (MarkedYAMLException | IOException ex) {
			return true;
		}
	}

	/** A variable, which a system property of the same name can take the place of. */
	private static Optional<String> value(String variable) {
		return Optional.ofNullable(System.getProperty(variable, System.getenv(variable)))
			.filter((value) -> !value.isBlank());
	}

}
