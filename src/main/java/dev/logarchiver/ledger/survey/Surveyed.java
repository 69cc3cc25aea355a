package dev.logarchiver.ledger.survey;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What surveys know of a Worker, as it was when its entry was read.
 *
 * @param slug the platform's own name of it; null when it isn't known, empty when the
 * platform was asked and didn't say
 * @param coveredTo up to when its runs are covered because it was asked; null when it
 * never was, or with another key
 * @param news whether surveys showed runs of it since its own listing
 */
public record Surveyed(@Nullable String slug, @Nullable Instant coveredTo, boolean news) {
}
