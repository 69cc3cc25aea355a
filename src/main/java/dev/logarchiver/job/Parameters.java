package dev.logarchiver.job;

import java.time.Instant;
import java.util.Objects;

import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * The names of the job parameters. Command, job and tick identify a job instance; the
 * rest is what its first execution was started with.
 */
final class Parameters {

	static final String COMMAND = "command";

	static final String JOB = "job";

	static final String SCHEDULED_AT = "scheduled-at";

	static final String LIST = "list";

	static final String FORCE = "force";

	private Parameters() {
	}

	static JobParameters identity(String command, String job, Instant tick) {
		return new JobParametersBuilder().addString(COMMAND, command, true)
			.addString(JOB, job, true)
			.addString(SCHEDULED_AT, tick.toString(), true)
			.toJobParameters();
	}

	static JobParameters complete(JobParameters identity, long list, boolean force) {
		return new JobParametersBuilder(identity).addLong(LIST, list, false)
			.addString(FORCE, String.valueOf(force), false)
			.toJobParameters();
	}

	static String text(JobParameters parameters, String name) {
		return Objects.requireNonNull(parameters.getString(name), name);
	}

	static boolean force(JobParameters parameters) {
		return Boolean.parseBoolean(parameters.getString(FORCE));
	}

}
