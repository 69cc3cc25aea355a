package dev.logarchiver.job;

import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.ledger.ListedWorker;

/**
 * A Worker and a month of which its runs are to be listed.
 *
 * @param item the Worker's entry of the list
 * @param number the month's place in the range, from 0 on
 * @param window the month, or the part of it that is wanted
 */
record WorkerMonth(ListedWorker item, int number, ListingWindow window) {
}
