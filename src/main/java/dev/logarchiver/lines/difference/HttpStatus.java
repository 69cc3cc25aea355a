package dev.logarchiver.lines.difference;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Tells the HTTP status of a failed request from a number that happens to be 403: the
 * former is what a log says, the latter differs from run to run.
 */
final class HttpStatus {

	private static final int DIGITS = 3;

	/** How much of what stands before a number is looked at. */
	private static final int LOOK_BACK = 200;

	/** A URL or a protocol, or a word for the status, with what may stand in between. */
	private static final Pattern BEFORE = Pattern
		.compile(".*(/[^ ]*[\" ] ?|(?i:status|code|http|error|response|returned|got)[\"']?[ =:(\\[]+)");

	private HttpStatus() {
	}

	/**
	 * Whether a number is the status of a failed request.
	 * @param line the line
	 * @param start where the number begins
	 * @param end where it ends
	 * @return {@code true} for 400 to 599 behind an address or a word such as status
	 */
	static boolean isAt(byte[] line, int start, int end) {
		if (end - start != DIGITS || (line[start] != '4' && line[start] != '5')) {
			return false;
		}
		int from = Math.max(0, start - LOOK_BACK);
		return BEFORE.matcher(new String(line, from, start - from, StandardCharsets.ISO_8859_1)).matches();
	}

}
