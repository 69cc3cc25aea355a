package dev.logarchiver.coreclaw.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a text an answer holds (RFC 9110, 14.4).
 *
 * @param first the offset of its first byte
 * @param total the size of the whole text; negative if the storage doesn't say
 */
record ContentRange(long first, long total) {

	private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

	/**
	 * Reads the header {@code Content-Range}.
	 * @return the range; null if it is none of bytes
	 */
	static @Nullable ContentRange parse(@Nullable String header) {
		Matcher matcher = FORM.matcher((header != null) ? header.strip() : "");
		if (!matcher.matches()) {
			return null;
		}
		String total = matcher.group(3);
		return new ContentRange(Long.parseLong(matcher.group(1)), total.equals("*") ? -1 : Long.parseLong(total));
	}

}
