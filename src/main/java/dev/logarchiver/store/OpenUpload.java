package dev.logarchiver.store;

import java.time.Instant;

/**
 * An upload that was begun and neither completed nor aborted: it takes room in the store
 * without being an object.
 *
 * @param key the key that it was to have, below the store's prefix
 * @param uploadId the store's name for it
 * @param startedAt when it was begun
 */
public record OpenUpload(String key, String uploadId, Instant startedAt) {
}
