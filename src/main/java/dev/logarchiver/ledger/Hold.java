package dev.logarchiver.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Logs that nobody may prune.
 *
 * @param worker the Worker as listed
 * @param run the run whose log is held, in all revisions; {@code null} where all logs of
 * the Worker are, later ones too
 * @param reason why, for a person
 * @param heldAt since when
 */
public record Hold(WorkerId worker, @Nullable RunId run, String reason, Instant heldAt) {

	/** How many characters a reason may have. */
	public static final int LONGEST_REASON = 1000;

	public Hold {
		requireReason(reason);
		heldAt = heldAt.truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Checks a reason.
	 * @throws IllegalArgumentException if it says nothing, or can't be printed as it is
	 */
	public static void requireReason(String reason) {
		if (reason.isBlank()) {
			throw new IllegalArgumentException("The reason is empty: say why the logs are held");
		}
		if (reason.length() > LONGEST_REASON) {
			throw new IllegalArgumentException("The reason has " + reason.length() + " characters: give up to "
					+ LONGEST_REASON + ", such as the number of a case");
		}
		if (!reason.codePoints().allMatch(Printable::isPrintable)) {
			throw new IllegalArgumentException(
					"The reason '" + Printable.escape(reason) + "' has characters that can't be printed in a line");
		}
	}

	/** Whether it holds the log of a run of its Worker. */
	public boolean covers(RunId run) {
		return this.run == null || this.run.equals(run);
	}

}
