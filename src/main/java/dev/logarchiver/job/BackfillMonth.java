package dev.logarchiver.job;

import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.ledger.ListedWorker;

/** A month of which runs are to be listed. */
sealed interface BackfillMonth {

	/**
	 * The month of a Worker.
	 *
	 * @param item the Worker's entry of the list
	 * @param number the month's place in the range, from 0 on
	 * @param window the month, or the part of it that is wanted
	 */
	record OfWorker(ListedWorker item, int number, ListingWindow window) implements BackfillMonth {
	}

	/**
	 * The month of the whole account.
	 *
	 * @param number the month's place in the range, from 0 on
	 */
	record OfAccount(int number) implements BackfillMonth {
	}

}
