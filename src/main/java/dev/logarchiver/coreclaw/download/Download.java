package dev.logarchiver.coreclaw.download;

import org.jspecify.annotations.Nullable;

/** How a download ended that did not fail. */
public sealed interface Download {

	/**
	 * The whole text is in the sink that was asked for last.
	 *
	 * @param etag the storage's entity tag, weak or strong
	 * @param size the number of bytes of the text, any content encoding undone
	 */
	record Complete(@Nullable String etag, long size) implements Download {
	}

	/**
	 * The text still is the one that had the entity tag; what is in a sink is not a text.
	 */
	record NotModified() implements Download {
	}

}
