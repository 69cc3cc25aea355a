package dev.logarchiver.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.settings.UsualFiles;
import dev.logarchiver.failure.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonOptions {

	/** Rooms that log a line for each Worker, which would tear a progress bar. */
	private static final List<String> QUIET = List.of("logging.level.dev.logarchiver.execution",
			"logging.level.dev.logarchiver.job");

	@Option(names = "--config", paramLabel = "FILE",
			description = "a settings file, such as jobs/nightly.yaml; it takes precedence over "
					+ "/etc/log-archiver/config.yaml and ~/.config/log-archiver/config.yaml")
	private @Nullable Path config;

	/** A file that counts less than that one. */
	private @Nullable Path common;

	@Option(names = "--store", paramLabel = "URI", description = "s3://bucket/prefix or file:DIR")
	private @Nullable String store;

	@Option(names = "--state", paramLabel = "DIR", description = "the state directory (default: ./data)")
	private @Nullable Path state;

	@Option(names = "--json", description = "print JSON instead of text")
	private boolean json;

	@Option(names = "-v", description = "print more detail on standard error, including stack traces")
	private boolean verbose;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "show this help and exit")
	@SuppressWarnings("unused")
	private boolean help;

	/**
	 * The options for a job of this process: its definition comes on top of the
	 * configuration file.
	 * @param definition the job's own file
	 */
	CommonOptions ofJob(Path definition) {
		CommonOptions job = new CommonOptions();
		job.config = definition;
		job.common = this.config;
		job.store = this.store;
		job.state = this.state;
		return job;
	}

	/** The configuration file as its user named it. */
	@Nullable Path config() {
		return this.config;
	}

	boolean json() {
		return this.json;
	}

	boolean verbose() {
		return this.verbose;
	}

	/**
	 * The options as Spring properties.
	 * @param holder what the process does, for whoever waits for the state directory
	 * @param logsAtInfo whether the command reports on its work
	 */
	Map<String, Object> properties(String holder, boolean logsAtInfo) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("archiver.holder", holder);
		// what lies about in the working directory is somebody else's configuration
		properties.put("spring.config.location", "classpath:/");
		properties.put("logging.level.dev.logarchiver", logsAtInfo ? "info" : "warn");
		if (logsAtInfo && ProgressDisplay.isBar()) {
			QUIET.forEach((room) -> properties.put(room, "warn"));
		}
		if (this.config != null) {
			if (!Files.isReadable(this.config)) {
				throw new ConfigurationException("--config '" + this.config + "': there is no such readable file");
			}
			if (!this.config.toString().matches(".*\\.(yaml|yml|properties)")) {
				throw new ConfigurationException("--config '" + this.config
						+ "': the name must end in .yaml or .properties, which determines the format");
			}
		}
		List<Path> files = UsualFiles.read(this.common, this.config);
		for (int i = 0; i < files.size(); i++) {
			properties.put("spring.config.additional-location[" + i + "]",
					files.get(i).toAbsolutePath().toUri().toString());
		}
		if (this.store != null) {
			properties.put("archiver.store.uri", this.store);
		}
		if (this.state != null) {
			properties.put("archiver.state-dir", this.state.toString());
		}
		if (this.verbose) {
			properties.put("logging.level.root", "info");
			properties.put("logging.level.dev.logarchiver", "debug");
			QUIET.forEach(properties::remove);
		}
		return properties;
	}

}
