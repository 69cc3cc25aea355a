package dev.logarchiver.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An object as the store describes it.
 *
 * @param key the key below the store's prefix; foreign text where it isn't ours
 * @param size number of bytes as stored
 * @param etag the store's mark of this content, as it gave it; {@code null} if it has
 * none
 * @param lastModified when it was stored
 * @param metadata the user metadata, names in lower case; empty for foreign objects
 * @param lockedUntil until when the store keeps it whatever anybody says; {@code null} if
 * it isn't locked, or nothing may be seen of that
 */
public record StoredObject(String key, long size, @Nullable String etag, Instant lastModified,
		Map<String, String> metadata, @Nullable Instant lockedUntil) {

	public StoredObject {
		metadata = lowerCase(metadata);
	}

	/** An object that isn't locked. */
	public StoredObject(String key, long size, @Nullable String etag, Instant lastModified,
			Map<String, String> metadata) {
		this(key, size, etag, lastModified, metadata, null);
	}

	/** Some servers give header names back in a case of their own. */
	private static Map<String, String> lowerCase(Map<String, String> metadata) {
		Map<String, String> entries = new HashMap<>();
		metadata.forEach((name, value) -> entries.put(name.toLowerCase(Locale.ROOT), value));
		return Map.copyOf(entries);
	}

}
