package dev.logarchiver.ledger.runs;

import java.time.LocalDate;

/**
 * What is archived of the runs of a day.
 *
 * @param day the day, in UTC
 * @param runs how many runs
 * @param bytes how much text, uncompressed, all revisions
 */
public record DailyVolume(LocalDate day, long runs, long bytes) {
}
