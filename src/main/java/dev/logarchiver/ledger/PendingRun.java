package dev.logarchiver.ledger;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.WorkerId;

/**
 * A run that the platform lists and that is still to be archived.
 *
 * @param instance the backfill's job instance; 0 if every run of the job may archive it
 * @param worker the Worker as listed
 * @param run the run as the platform listed it
 */
public record PendingRun(long instance, WorkerId worker, Run run) {

	/** Stands for every run of the job. */
	public static final long ANY_INSTANCE = 0;

}
