package dev.logarchiver.ledger.notices;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that is wrong.
 *
 * @param subject what it is wrong with
 * @param since since when
 */
public record Condition(Subject subject, Instant since) {

	/**
	 * What something is wrong with, and in which way.
	 *
	 * @param kind the way
	 * @param name the Worker as listed, or the job
	 */
	public record Subject(Kind kind, String name) {
	}

	/** In which way something can be wrong. */
	public enum Kind {

		/** The last run of a Worker failed on the platform. */
		FAILING,
		/** A Worker has missed several of its usual runs. */
		LATE,
		/** A Worker can't be archived. */
		NOT_ARCHIVED,
		/** The job itself failed. */
		JOB;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
