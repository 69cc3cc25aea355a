package dev.logarchiver.report;

import dev.logarchiver.ledger.runs.FailedRun;
import dev.logarchiver.ledger.runs.RunTally;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A Worker whose runs fail, or failed.
 *
 * @param state what is new about that
 * @param tally its runs in the time of the report
 * @param failed its newest failed run
 * @param error the first error of that run that the last good run before it doesn't have;
 * {@code null} when there is none
 * @param compared whether the two logs were compared: otherwise it is the first error of
 * the run
 */
public record FailingWorker(State state, RunTally tally, FailedRun failed, @Nullable LogLine error, boolean compared) {

	public WorkerId worker() {
		return this.tally.worker();
	}

	/** What is new about a Worker's failures, the most urgent first. */
	public enum State {

		/** Its last run failed, that before the time of the report had not. */
		NEWLY_FAILING,
		/** Its last run failed, as did that before the time of the report. */
		STILL_FAILING,
		/**
		 * Its last run succeeded, one in the time of the report or just before it failed.
		 */
		RECOVERED;

		/**
		 * Judges a Worker.
		 * @param tally its runs in the time of the report
		 * @param before how the last run before ended; {@code null} if there was none
		 * @return the state; {@code null} if it doesn't belong into a report
		 */
		static @Nullable State of(RunTally tally, @Nullable RunStatus before) {
			RunStatus last = (tally.last() != null) ? tally.last() : before;
			if (last == RunStatus.FAILED) {
				return (before == RunStatus.FAILED) ? STILL_FAILING : NEWLY_FAILING;
			}
			boolean failed = tally.failed() > 0 || (before == RunStatus.FAILED && tally.last() != null);
			return failed ? RECOVERED : null;
		}

	}

}
