package dev.logarchiver.job;

import java.time.Instant;
import java.util.Set;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.run.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which past runs are to be archived.
 *
 * @param job the job's name
 * @param since the earliest time of the runs
 * @param until the time that all of them lie before; now where null or later
 * @param statuses the states of the runs; all where empty
 * @param force how far to go with what is final in the ledger
 * @param workers the Workers
 */
public record BackfillRequest(String job, Instant since, @Nullable Instant until, Set<RunStatus> statuses, Force force,
		WorkerList workers) {

	public BackfillRequest {
		JobProperties.requireName(job);
		statuses = Set.copyOf(statuses);
		if (until != null && !since.isBefore(until)) {
			throw new ConfigurationException(
					"--since " + since + " is not before --until " + until + ": there is no time between them");
		}
	}

	/**
	 * Whether the range ends with the present, so that the same request means another
	 * range later.
	 */
	boolean endsAt(Instant now) {
		return this.until == null || !this.until.isBefore(now);
	}

	/**
	 * The runs that are meant.
	 * @param now the time
	 * @return the range and the states
	 * @throws ConfigurationException if the range has not begun yet
	 */
	public RunSpan span(Instant now) {
		Instant end = (this.until != null && !endsAt(now)) ? this.until : now;
		if (!this.since.isBefore(end)) {
			throw new ConfigurationException(
					"--since " + this.since + " lies in the future: give the time of the earliest run to archive");
		}
		return new RunSpan(this.since, end, endsAt(now), this.statuses);
	}

}
