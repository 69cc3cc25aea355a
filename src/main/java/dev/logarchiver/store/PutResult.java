package dev.logarchiver.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What became of a write-once put. */
public sealed interface PutResult {

	/**
	 * The object holds these bytes and this metadata.
	 *
	 * @param etag the store's mark of this content; {@code null} if it gave none
	 * @param lockedUntil until when the store keeps it whatever anybody says;
	 * {@code null} if it was not locked
	 */
	record Stored(@Nullable String etag, @Nullable Instant lockedUntil) implements PutResult {

		public Stored(@Nullable String etag) {
			this(etag, null);
		}

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
