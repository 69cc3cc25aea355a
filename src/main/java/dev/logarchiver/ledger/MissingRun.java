package dev.logarchiver.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A run that is not archived.
 *
 * @param pending the run
 * @param gone whether there is nothing to be had any more
 * @param triedAt when it was last tried, if it was
 * @param code why that failed: the platform's error code, else a word
 * @param reason the same for a person
 * @param requestId the platform's ID of the call that failed
 */
public record MissingRun(PendingRun pending, boolean gone, @Nullable Instant triedAt, @Nullable String code,
		@Nullable String reason, @Nullable String requestId) {
}
