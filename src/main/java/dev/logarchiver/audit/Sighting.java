package dev.logarchiver.audit;

import dev.logarchiver.ledger.ArchivedLog;

/**
 * What an object in the store turned out to be, for a ledger that is rebuilt.
 */
sealed interface Sighting {

	/**
	 * A log that the ledger may lack.
	 *
	 * @param log the row that it gives
	 */
	record Found(ArchivedLog log) implements Sighting {
	}

	/**
	 * A log that was put into the ledger.
	 *
	 * @param partial whether its run still goes on
	 */
	record Indexed(boolean partial) implements Sighting {
	}

	/**
	 * A log that the ledger has already.
	 *
	 * @param partial whether its run still goes on
	 */
	record Known(boolean partial) implements Sighting {
	}

	/**
	 * A partial object beside the final one: the next run deletes it.
	 */
	record Leftover() implements Sighting {
	}

	/**
	 * An object that is none of ours.
	 *
	 * @param key its key
	 */
	record Foreign(String key) implements Sighting {
	}

	/**
	 * An object of ours that can't be put into the ledger.
	 *
	 * @param key its key
	 * @param reason why, for a person
	 */
	record Refused(String key, String reason) implements Sighting {
	}

	/**
	 * An object that was deleted since it was listed.
	 */
	record Gone() implements Sighting {
	}

}
