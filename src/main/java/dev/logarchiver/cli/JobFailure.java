package dev.logarchiver.cli;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.metrics.Metrics;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Reports to monitoring that a job failed before it had an execution, or lost the
 * database with it.
 *
 * @param command the command
 * @param job the job's name, which may refer to settings
 * @param shard the shard that the command line gives; null if it gives none
 */
record JobFailure(String command, String job, @Nullable Shard shard) {

	private static final String INDEX = "JOB_COMPLETION_INDEX";

	JobFailure(String command, String job) {
		this(command, job, null);
	}

	/**
	 * Publishes it. That another process does the job is not a failure of the job.
	 * @param environment the settings
	 * @param problem what ends the command
	 */
	void publish(Environment environment, RuntimeException problem) {
		ExitCode code = Errors.explain(problem).code();
		if (code != ExitCode.BUSY) {
			Metrics.publishFailure(environment, this.command, environment.resolvePlaceholders(this.job),
					(this.shard != null) ? this.shard : ofIndexedJob(environment), code.value());
		}
	}

	/** That of an Indexed Job, as far as its settings are right. */
	private static @Nullable Shard ofIndexedJob(Environment environment) {
		String shards = environment.getProperty("archiver.shards", "").strip();
		try {
			return shards.isEmpty() ? null : Shard.parse(environment.getProperty(INDEX, "").strip() + "/" + shards);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
