package dev.logarchiver.job;

import java.util.List;

import dev.logarchiver.archiving.Listing;
import dev.logarchiver.ledger.DueListing;

/**
 * What was listed for a Worker whose listing was due.
 *
 * @param due what was due
 * @param months what the platform listed, by month
 */
record ListedSpan(DueListing due, List<Listing> months) {
}
