package dev.logarchiver.ledger;

import dev.logarchiver.intake.ListEntry;

/**
 * An entry of a kept list.
 *
 * @param number its place in the list, from 1 on, growing but with gaps
 * @param entry the Worker or the bad line
 */
public record ListedWorker(long number, ListEntry entry) {
}
