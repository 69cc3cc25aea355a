package dev.logarchiver.job;

import java.time.Instant;
import java.util.regex.Pattern;

import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.run.ConfigurationException;
import dev.logarchiver.run.Printable;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the scheduled job is to do.
 *
 * @param job the job's name
 * @param scheduledAt the tick that it stands for; now where null
 * @param force whether to download also what is final in the ledger
 * @param catchUp whether to archive also the runs between the last ones
 * @param workers the Workers
 */
public record RunRequest(String job, @Nullable Instant scheduledAt, boolean force, boolean catchUp,
		WorkerList workers) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	public RunRequest {
		requireName(job);
	}

	static void requireName(String job) {
		if (!NAME.matcher(job).matches()) {
			throw new ConfigurationException("--job '" + Printable.escape(job)
					+ "' is not a job name: use 1 to 100 letters, digits, '.', '_' or '-', such as nightly");
		}
	}

}
