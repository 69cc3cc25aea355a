package dev.logarchiver.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A log that the retention policy let go of.
 *
 * @param log the log as it was archived
 * @param rule by which rule, in words
 * @param prunedAt when
 * @param execution by which execution
 * @param deletedAt when its object was gone; null as long as it may still be there
 */
public record PrunedLog(ArchivedLog log, String rule, Instant prunedAt, long execution, @Nullable Instant deletedAt) {
}
