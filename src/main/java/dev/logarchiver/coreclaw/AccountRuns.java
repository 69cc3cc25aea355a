package dev.logarchiver.coreclaw;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.run.Run;
import org.jspecify.annotations.Nullable;

/** The runs of the whole account in a stretch of time, complete or not at all. */
public sealed interface AccountRuns {

	/** How many pages of the API it took. */
	int calls();

	/**
	 * All runs that the platform counts.
	 *
	 * @param beganAt the platform's time by the first answer of all; null if it didn't
	 * say
	 * @param runs the runs; one that was listed under several slugs is there with each of
	 * them
	 * @param unreadable for each row that is no run the slug of its Worker; empty where
	 * it can't be read either
	 */
	record Complete(@Nullable Instant beganAt, List<Run> runs, List<String> unreadable,
			int calls) implements AccountRuns {

		public Complete {
			runs = List.copyOf(runs);
			unreadable = List.copyOf(unreadable);
		}

	}

	/**
	 * It was read three times in a row, and never were as many runs listed as counted.
	 *
	 * @param reason what didn't add up the last time, for a person
	 */
	record Contradictory(String reason, int calls) implements AccountRuns {
	}

	/**
	 * A page failed for good, or there are too many of them.
	 *
	 * @param reason why, for a person, escaped and without secrets
	 */
	record Unavailable(String reason, int calls) implements AccountRuns {
	}

}
