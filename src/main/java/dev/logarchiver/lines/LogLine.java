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
		int kept = Math.min(length, LONGEST);
		CharBuffer characters = CharBuffer.allocate(kept);
		StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE)
			.decode(ByteBuffer.wrap(bytes, 0, kept), characters, length <= LONGEST);
		String text = characters.flip().toString();
		return new LogLine(number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
	}

}
