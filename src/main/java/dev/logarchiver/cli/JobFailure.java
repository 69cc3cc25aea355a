package dev.logarchiver.cli;

import dev.logarchiver.metrics.Metrics;

import org.springframework.core.env.Environment;

/**
 * Tells monitoring that a job failed before there was an execution of which to tell, or
 * with the database where it was kept.
 *
 * @param command the command
 * @param job the job's name, which may refer to settings
 */
record JobFailure(String command, String job) {

	/**
	 * Tells it. That another process does the job is no failure of the job.
	 * @param environment the settings
	 * @param problem what ends the command
	 */
	void tell(Environment environment, RuntimeException problem) {
		ExitCode code = Errors.explain(problem).code();
		if (code != ExitCode.BUSY) {
			Metrics.publishFailure(environment, this.command, environment.resolvePlaceholders(this.job), code.value());
		}
	}

}
