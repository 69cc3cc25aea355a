package dev.logarchiver.coreclaw.download;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a storage calls a version of a text by (RFC 9110, 8.8.3).
 *
 * @param text the header's value, quotes and all
 */
record EntityTag(String text) {

	private static final Pattern STRONG = Pattern.compile("\"[^\"]+\"");

	private static final Pattern MD5 = Pattern.compile("\"[0-9A-Fa-f]{32}\"");

	/** Whether texts of the same tag are the same byte for byte. */
	boolean isStrong() {
		return STRONG.matcher(this.text).matches();
	}

	/**
	 * Whether it looks like the MD5 of the bytes, as S3 and its kind make it of what was
	 * uploaded in one part.
	 */
	boolean isMd5() {
		return MD5.matcher(this.text).matches();
	}

	boolean isMd5(String hexDigits) {
		return this.text.toLowerCase(Locale.ROOT).equals('"' + hexDigits + '"');
	}

}
