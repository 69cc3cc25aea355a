package dev.logarchiver.ledger;

import org.jspecify.annotations.Nullable;

/**
 * An archived log, and whether it may be pruned.
 *
 * @param log the log
 * @param heldFor why somebody holds it; null where nobody does
 */
public record RetainedLog(ArchivedLog log, @Nullable String heldFor) {
}
