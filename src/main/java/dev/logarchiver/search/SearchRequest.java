package dev.logarchiver.search;

import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.lines.pattern.LinePattern;

/**
 * What to look for.
 *
 * @param pattern what lines must have
 * @param logs which logs are searched
 * @param context how many lines before and after each hit are wanted too
 * @param firstOnly whether only the first hit of each log is wanted
 * @param atOnce how many logs are searched at a time
 */
public record SearchRequest(LinePattern pattern, LogFilter logs, int context, boolean firstOnly, int atOnce) {

	/** The context of several logs is in memory at a time. */
	public static final int MOST_CONTEXT = 100;

	public SearchRequest {
		if (context < 0 || context > MOST_CONTEXT || atOnce < 1) {
			throw new IllegalArgumentException("Context " + context + " and " + atOnce + " at once: expected 0 to "
					+ MOST_CONTEXT + " lines, and 1 or more logs");
		}
	}

}
