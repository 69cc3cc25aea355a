package dev.logarchiver.job;

import java.util.Locale;

/**
 * What became of a Worker, the worst first: where several of its runs are handled, the
 * worst counts.
 */
enum Outcome {

	/** Something of it could not be archived. */
	FAILED,
	/** A log was stored. */
	ARCHIVED,
	/** Everything was archived already. */
	UNCHANGED,
	/** It never ran. */
	NO_RUN;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
