package dev.logarchiver.ledger;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a Worker ended, the worst first: where several of its runs are handled, the worst
 * counts.
 */
public enum Outcome {

	/** Something of it could not be archived. */
	FAILED(0),
	/** A log was stored. */
	ARCHIVED(1),
	/** Everything was archived already. */
	UNCHANGED(2),
	/** It never ran. */
	NO_RUN(3);

	private final int rank;

	Outcome(int rank) {
		this.rank = rank;
	}

	/**
	 * The outcome as the database keeps it.
	 * @return 0 for the worst
	 */
	public int rank() {
		return this.rank;
	}

	static Outcome ofRank(int rank) {
		return Arrays.stream(values()).filter((outcome) -> outcome.rank == rank).findFirst().orElseThrow();
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
