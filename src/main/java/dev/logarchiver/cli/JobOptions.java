package dev.logarchiver.cli;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option that names the job.
 */
final class JobOptions {

	/** The name, once the settings are known. */
	static final String NAME = "${archiver.job.name:default}";

	@Option(names = "--job", paramLabel = "NAME",
			description = "the job's name (default: archiver.job.name, or default)")
	private @Nullable String name;

	/**
	 * What the process does, for whoever waits for it. The job's name is filled in once
	 * the settings are known.
	 * @param command the command
	 */
	String holder(String command) {
		return command + " --job " + NAME;
	}

	/**
	 * The option as Spring properties.
	 */
	Map<String, Object> properties() {
		return (this.name != null) ? Map.of("archiver.job.name", this.name) : Map.of();
	}

}
