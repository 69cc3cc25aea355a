package dev.logarchiver.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What became of an object that was to be deleted for good. */
public sealed interface Deletion {

	/** The object's key below the store's prefix. */
	String key();

	/** There is no such object any more, in no version. */
	record Deleted(String key) implements Deletion {
	}

	/**
	 * The store keeps it: that is not a failure.
	 *
	 * @param until when its retention ends; {@code null} where it is under a legal hold
	 */
	record Locked(String key, @Nullable Instant until) implements Deletion {
	}

	/**
	 * The store didn't delete it.
	 *
	 * @param code a word for programs
	 * @param reason what it says, without secrets
	 */
	record Failed(String key, String code, String reason) implements Deletion {
	}

}
