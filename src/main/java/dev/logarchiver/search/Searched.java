package dev.logarchiver.search;

/**
 * What was searched.
 *
 * @param logs how many logs
 * @param unreadable how many further logs could not be read to their end; each was
 * reported as it came
 * @param stopped whether the reader had enough before the end
 */
public record Searched(long logs, long unreadable, boolean stopped) {
}
