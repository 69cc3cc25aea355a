package dev.logarchiver.ledger;

import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.lines.errors.ErrorLines;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a text while it streamed through.
 *
 * @param size its size in bytes, uncompressed
 * @param sha256 its SHA-256 in hexadecimal
 * @param etag the log storage's entity tag; {@code null} if it gave none that can be kept
 * and sent back
 * @param errors its error lines; {@code null} if none were looked for
 */
public record TextDigest(long size, String sha256, @Nullable String etag, @Nullable ErrorLines errors) {

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	private static final Pattern ETAG = Pattern.compile("[\\x20-\\x7e]{1,512}");

	public TextDigest {
		if (size < 0 || !SHA256.matcher(sha256).matches()) {
			throw new IllegalArgumentException("Text of " + size + " bytes with SHA-256 '" + Printable.escape(sha256)
					+ "': expected 0 bytes or more and 64 hexadecimal digits");
		}
		etag = (etag != null && ETAG.matcher(etag).matches()) ? etag : null;
	}

}
