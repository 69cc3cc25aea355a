package dev.logarchiver.cli;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.metrics.Metrics;

import org.springframework.core.env.Environment;

/**
 * Reports to monitoring that a job failed before it had an execution, or lost the
 * database with it.
 *
 * @param command the command
 * @param job the job's name, which may refer to settings
 */
record JobFailure(String command, String job) {

	/**
	 * Publishes it. That another process does the job is not a failure of the job.
	 * @param environment the settings
	 * @param problem what ends the command
	 */
	void publish(Environment environment, RuntimeException problem) {
		ExitCode code = Errors.explain(problem).code();
		if (code != ExitCode.BUSY) {
			Metrics.publishFailure(environment, this.command, environment.resolvePlaceholders(this.job), code.value());
		}
	}

}
