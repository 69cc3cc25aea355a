package dev.logarchiver.search;

import dev.logarchiver.lines.LogLine;

/**
 * A line of a log that was found, or stands beside one that was.
 *
 * @param number its place in the log, 1 for the first line
 * @param text its text as it is, what isn't UTF-8 as U+FFFD, without its end
 * @param cutBefore whether the line has more before this text
 * @param cutAfter whether the line has more after this text
 */
public record FoundLine(long number, String text, boolean cutBefore, boolean cutAfter) {

	private static final int LONGEST_CHARACTER = 4;

	/** A line from its bytes. */
	static FoundLine of(long number, byte[] bytes, int length, boolean cutBefore, boolean cutAfter) {
		int begin = 0;
		while (cutBefore && begin < Math.min(length, LONGEST_CHARACTER) && isContinuation(bytes[begin])) {
			begin++;
		}
		String text = LogLine.text(bytes, begin, length - begin, !cutAfter);
		boolean carriageReturn = !cutAfter && text.endsWith("\r");
		return new FoundLine(number, carriageReturn ? text.substring(0, text.length() - 1) : text, cutBefore, cutAfter);
	}

	private static boolean isContinuation(byte character) {
		return (character & 0xc0) == 0x80;
	}

}
