package dev.logarchiver.store;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An object as the store describes it.
 *
 * @param key the key below the store's prefix; foreign text where it isn't ours
 * @param size number of bytes as stored
 * @param etag the store's mark of this content, as it gave it; {@code null} where it has
 * none
 * @param lastModified when it was stored
 * @param metadata the user metadata, names in lower case; empty for foreign objects
 */
public record StoredObject(String key, long size, @Nullable String etag, Instant lastModified,
		Map<String, String> metadata) {

	public StoredObject {
		metadata = Map.copyOf(metadata);
	}

}
