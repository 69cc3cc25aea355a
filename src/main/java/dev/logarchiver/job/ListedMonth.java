package dev.logarchiver.job;

import java.util.Map;

import dev.logarchiver.archiving.Listing;
import dev.logarchiver.ledger.survey.WorkerSlugs.Owner;
import dev.logarchiver.survey.AccountMonth;

/** What was listed of a month. */
sealed interface ListedMonth {

	/**
	 * The month of a Worker.
	 *
	 * @param month the Worker and the month
	 * @param listing what the platform listed
	 */
	record OfWorker(BackfillMonth.OfWorker month, Listing listing) implements ListedMonth {
	}

	/**
	 * The month of the whole account.
	 *
	 * @param month what the platform listed
	 * @param listings what of that isn't archived
	 */
	record OfAccount(AccountMonth month, Map<Owner, Listing> listings) implements ListedMonth {
	}

}
