package dev.logarchiver.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An archived log with what keeps it from being pruned.
 *
 * @param log the log
 * @param lockedUntil until when the store keeps its object; null where nothing is known
 * of a lock
 * @param heldFor why somebody holds it; null where nobody does
 */
public record RetainedLog(ArchivedLog log, @Nullable Instant lockedUntil, @Nullable String heldFor) {
}
