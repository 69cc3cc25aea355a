package dev.logarchiver.cli;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.failure.ConfigurationException;
import picocli.CommandLine.Option;

/** The options that say how far to go with what is archived as final. */
final class ForceOptions {

	@Option(names = "--force",
			description = "also download what is archived as final, and store bytes that differ as a new revision")
	private boolean force;

	@Option(names = "--redact", description = { "with --force: also store as a new revision, without its secrets,",
			"what was redacted by other rules than archiver.redact has now, or not at all" })
	private boolean redact;

	/**
	 * What was chosen.
	 * @throws ConfigurationException if there is nothing to redact by, or nothing is
	 * downloaded that could be
	 */
	Force chosen(RunArchivers archivers) {
		if (this.redact && !this.force) {
			throw new ConfigurationException("--redact needs --force",
					"it stores anew what is archived as final, and only --force downloads that", null);
		}
		if (this.redact && archivers.rules() == null) {
			throw new ConfigurationException("--redact has nothing to look for",
					"set archiver.redact.rules, such as to 'default', or archiver.redact.values-file", null);
		}
		return Force.of(this.force, this.redact);
	}

}
