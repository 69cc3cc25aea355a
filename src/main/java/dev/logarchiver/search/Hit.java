package dev.logarchiver.search;

import java.util.List;

import dev.logarchiver.ledger.ArchivedLog;

/**
 * A line that was looked for.
 *
 * @param log the log that has it
 * @param line the line
 * @param before the lines before it that are wanted too, without those that the hit
 * before has shown
 * @param after the lines after it that are wanted too, up to the next hit
 */
public record Hit(ArchivedLog log, FoundLine line, List<FoundLine> before, List<FoundLine> after) {
}
