package dev.logarchiver.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An object as a listing shows it: without its metadata.
 *
 * @param key the key below the store's prefix; foreign text where it isn't ours
 * @param size number of bytes as stored
 * @param etag the store's mark of this content, as it gave it; {@code null} if it has
 * none
 * @param lastModified when it was stored
 */
public record ListedObject(String key, long size, @Nullable String etag, Instant lastModified) {
}
