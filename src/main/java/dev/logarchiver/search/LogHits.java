package dev.logarchiver.search;

import dev.logarchiver.ledger.ArchivedLog;

/**
 * How many lines of a log were found.
 *
 * @param log the log
 * @param hits how many there are, 1 or more
 */
public record LogHits(ArchivedLog log, long hits) {
}
