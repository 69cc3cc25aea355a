package dev.logarchiver.job;

import dev.logarchiver.archiving.Listing;

/**
 * What was listed of a month.
 *
 * @param month the Worker and the month
 * @param listing what the platform listed
 */
record ListedMonth(WorkerMonth month, Listing listing) {
}
