package dev.logarchiver.ledger.survey;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whom surveys ask: a base URL with an API key.
 *
 * @param id its number
 * @param offUntil until when no survey is made; null when they are
 * @param workersReadAt when the account's list of Workers was last read; null if never
 */
public record SurveySource(long id, @Nullable Instant offUntil, @Nullable Instant workersReadAt) {
}
