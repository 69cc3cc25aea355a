package dev.logarchiver.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A try to archive a run.
 *
 * @param instance the job instance that tried
 * @param failure why it failed
 * @param gone whether there is nothing to be had any more
 * @param missing the platform's time, when it says that there is no log; {@code null} if
 * something else failed
 */
public record FailedAttempt(long instance, FailedWorker failure, boolean gone, @Nullable Instant missing) {
}
