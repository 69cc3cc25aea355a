package dev.logarchiver.ledger.runs;

import java.time.Instant;

import dev.logarchiver.ledger.ArchivedLog;
import org.jspecify.annotations.Nullable;

/**
 * The newest failed run of a Worker.
 *
 * @param log its archived log
 * @param goodAt when the last run before it was that succeeded; {@code null} if none is
 * archived
 * @param since when the first run after that one was that failed
 */
public record FailedRun(ArchivedLog log, @Nullable Instant goodAt, Instant since) {
}
