package dev.logarchiver.store;

import org.jspecify.annotations.Nullable;

/** What became of a write-once put. */
public sealed interface PutResult {

	/**
	 * The object holds these bytes and this metadata.
	 *
	 * @param etag the store's mark of this content; {@code null} if it gave none
	 */
	record Stored(@Nullable String etag) implements PutResult {
	}

	/**
	 * The key was taken; nothing was changed.
	 *
	 * @param object what is there
	 * @param sameBytes whether its size, and its ETag where that is an MD5, are those of
	 * the bytes that were to be put; where not, the object may still hold the same text
	 */
	record AlreadyThere(StoredObject object, boolean sameBytes) implements PutResult {
	}

}
