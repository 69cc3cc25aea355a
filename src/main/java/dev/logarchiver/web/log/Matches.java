package dev.logarchiver.web.log;

import org.jspecify.annotations.Nullable;

/**
 * How many lines of a log match.
 *
 * @param count so many were found
 * @param stopped why not all of the log was read; {@code null} if it was
 */
public record Matches(long count, @Nullable String stopped) {

	static final Matches NONE = new Matches(0, null);

}
