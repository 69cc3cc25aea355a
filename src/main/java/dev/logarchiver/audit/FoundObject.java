package dev.logarchiver.audit;

import dev.logarchiver.ledger.ArchivedLog;

/** What an object in the store turned out to be, for a ledger that is rebuilt. */
sealed interface FoundObject {

	/**
	 * A log that the ledger may lack.
	 *
	 * @param log the row that it gives
	 */
	record Candidate(ArchivedLog log) implements FoundObject {
	}

	/**
	 * A log that was added to the ledger.
	 *
	 * @param partial whether its run still goes on
	 */
	record Indexed(boolean partial) implements FoundObject {
	}

	/**
	 * A log that the ledger has already.
	 *
	 * @param partial whether its run still goes on
	 */
	record Known(boolean partial) implements FoundObject {
	}

	/** A partial object beside the final one: the next run deletes it. */
	record Leftover() implements FoundObject {
	}

	/**
	 * An object that is not one of this program's.
	 *
	 * @param key its key
	 */
	record Foreign(String key) implements FoundObject {
	}

	/**
	 * An object of this program that can't be added to the ledger.
	 *
	 * @param key its key
	 * @param reason why, for a person
	 */
	record Refused(String key, String reason) implements FoundObject {
	}

	/** An object that was deleted since it was listed. */
	record Gone() implements FoundObject {
	}

}
