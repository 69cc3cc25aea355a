package dev.logarchiver.cli.exit;

import dev.logarchiver.failure.SettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the program exits.
 *
 * @param failedWorkers the exit code of a job that completed its whole list although some
 * Workers could not be archived, such as {@code 0} if schedulers and alerts should treat
 * that as success
 */
@ConfigurationProperties("archiver.exit")
public record ExitProperties(@DefaultValue("3") int failedWorkers) {

	public ExitProperties {
		if (failedWorkers != ExitCode.SUCCESS.value() && failedWorkers != ExitCode.INCOMPLETE.value()) {
			throw SettingException.ofValue("archiver.exit.failed-workers", failedWorkers, "give 3 or 0");
		}
	}

	/** The exit code of a job in which Workers failed. */
	public ExitCode code() {
		return (this.failedWorkers == ExitCode.SUCCESS.value()) ? ExitCode.SUCCESS : ExitCode.INCOMPLETE;
	}

}
