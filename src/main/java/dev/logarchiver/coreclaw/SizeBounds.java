package dev.logarchiver.coreclaw;

import org.springframework.util.unit.DataSize;

/**
 * How much may come.
 *
 * @param maxSize the largest text; what the storage sends may not be larger either
 */
record SizeBounds(DataSize maxSize) {

	/** Deflate can't do better than 1032 to 1, and text doesn't come near it. */
	private static final long SUSPICIOUS_RATIO = 500;

	/** A smaller text does no harm, whatever it is made of. */
	private static final long SUSPICIOUS_SIZE = 100_000_000;

	/**
	 * Checks a number of bytes, of the text or as sent.
	 * @param bytes how many there are
	 * @throws DownloadException if these are too many
	 */
	void check(long bytes) {
		if (bytes > this.maxSize.toBytes()) {
			throw DownloadException.failed("too_large", "the log is larger than " + this.maxSize.toBytes()
					+ " bytes; archiver.download.max-size permits larger ones");
		}
	}

	/**
	 * Checks a text and what it was decompressed from.
	 * @param text the size of the text so far
	 * @param encoded the number of bytes that it came from
	 * @throws DownloadException if no text is compressed so well
	 */
	void checkRatio(long text, long encoded) {
		if (text > SUSPICIOUS_SIZE && text / SUSPICIOUS_RATIO > encoded) {
			throw DownloadException.failed("decompression_bomb",
					"the log decompresses to more than " + SUSPICIOUS_RATIO + " times its size");
		}
	}

}
