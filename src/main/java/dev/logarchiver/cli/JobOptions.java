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
	 * The option as Spring properties.
	 */
	Map<String, String> properties() {
		return (this.name != null) ? Map.of("archiver.job.name", this.name) : Map.of();
	}

}
