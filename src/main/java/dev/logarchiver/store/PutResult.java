package dev.logarchiver.store;

import org.jspecify.annotations.Nullable;

/**
 * What became of a write-once put.
 */
public sealed interface PutResult {

	/**
	 * The object holds these bytes and this metadata.
	 *
	 * @param etag the store's mark of this content; {@code null} where it gave none
	 */
	record Stored(@Nullable String etag) implements PutResult {
	}

	/**
	 * The key was taken; nothing was changed.
	 *
	 * @param object what is there
	 */
	record AlreadyThere(StoredObject object) implements PutResult {
	}

}
