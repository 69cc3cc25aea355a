package dev.logarchiver.search;

import dev.logarchiver.ledger.ArchivedLog;

/**
 * A line of a log that has a secret, or several that one rule finds.
 *
 * @param log the log
 * @param line its place in the log, 1 for the first line
 * @param rule the name of the rule
 */
public record LoggedSecret(ArchivedLog log, long line, String rule) {
}
