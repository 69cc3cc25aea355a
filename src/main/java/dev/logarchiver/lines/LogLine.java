package dev.logarchiver.lines;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import dev.logarchiver.failure.Printable;

/**
 * A line of a log, as far as it is kept to be shown.
 *
 * @param number its place in the log, 1 for the first line
 * @param text its text, harmless to print, cut to {@value #LONGEST} characters
 */
public record LogLine(long number, String text) {

	/** So many bytes of a line are kept at most, and as many characters. */
	public static final int LONGEST = 500;

	public LogLine {
		if (number < 1) {
			throw new IllegalArgumentException("Line " + number + ": expected 1 or more");
		}
		text = Printable.escape(text, LONGEST);
	}

	/**
	 * Reads a line from its bytes. What is not UTF-8 becomes U+FFFD.
	 * @param number its place in the log
	 * @param bytes where it is
	 * @param length how many bytes it has, without its end
	 * @return the line, without a carriage return at its end
	 */
	public static LogLine of(long number, byte[] bytes, int length) {
		String text = text(bytes, 0, Math.min(length, LONGEST), length <= LONGEST);
		return new LogLine(number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
	}

	/**
	 * Reads text from its bytes. What is not UTF-8 becomes U+FFFD.
	 * @param bytes where it is
	 * @param from where it begins
	 * @param length how many bytes it has
	 * @param whole whether no more follow: otherwise a character that is cut at the end
	 * is left out
	 * @return the text as it is
	 */
	public static String text(byte[] bytes, int from, int length, boolean whole) {
		CharBuffer characters = CharBuffer.allocate(length);
		StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE)
			.decode(ByteBuffer.wrap(bytes, from, length), characters, whole);
		return characters.flip().toString();
	}

}
