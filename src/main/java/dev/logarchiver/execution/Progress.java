package dev.logarchiver.execution;

/**
 * How far an execution is; published as an event after each commit.
 *
 * @param stage what it is doing
 * @param counts how the Workers and runs of this stage ended so far
 * @param total how many Workers and bad lines the list has
 */
public record Progress(Stage stage, Counts counts, long total) {

	/** The parts of an execution. */
	public enum Stage {

		/** Archives the last run of each Worker. */
		LAST_RUNS,
		/** Lists runs. */
		LISTING,
		/** Archives the runs that were listed. */
		FURTHER_RUNS

	}

}
