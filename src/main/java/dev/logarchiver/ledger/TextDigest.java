package dev.logarchiver.ledger;

import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.store.spool.EntryPoints;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a text while it streamed through.
 *
 * @param size its size in bytes, uncompressed
 * @param sha256 its SHA-256 in hexadecimal
 * @param etag the log storage's entity tag; {@code null} if it gave none that can be kept
 * and sent back
 * @param errors its error lines; {@code null} if none were looked for
 * @param entries where its object can be entered; {@code null} where that isn't known
 * here: rows are read without
 * @param redacted what was made unreadable in it; {@code null} where nothing was looked
 * for, so that it is the very text that was downloaded
 */
public record TextDigest(long size, String sha256, @Nullable String etag, @Nullable ErrorLines errors,
		@Nullable EntryPoints entries, @Nullable RedactedText redacted) {

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	private static final Pattern ETAG = Pattern.compile("[\\x20-\\x7e]{1,512}");

	public TextDigest {
		if (size < 0 || !SHA256.matcher(sha256).matches()) {
			throw new IllegalArgumentException("Text of " + size + " bytes with SHA-256 '" + Printable.escape(sha256)
					+ "': expected 0 bytes or more and 64 hexadecimal digits");
		}
		etag = (etag != null && ETAG.matcher(etag).matches()) ? etag : null;
		entries = (entries != null && entries.blocks().size() > 1) ? entries : null;
	}

	/** A text as it was downloaded, without entry points. */
	public TextDigest(long size, String sha256, @Nullable String etag, @Nullable ErrorLines errors) {
		this(size, sha256, etag, errors, null, null);
	}

	/**
	 * The same text in an object that can be entered elsewhere, or nobody knows where.
	 */
	public TextDigest with(@Nullable EntryPoints points) {
		return new TextDigest(this.size, this.sha256, this.etag, this.errors, points, this.redacted);
	}

	/** The same text with what was found in it. */
	public TextDigest with(@Nullable ErrorLines found) {
		return new TextDigest(this.size, this.sha256, this.etag, found, this.entries, this.redacted);
	}

	/**
	 * By which rules it was searched for secrets.
	 * @return their digest; null where nothing was looked for
	 */
	public @Nullable String rules() {
		return (this.redacted != null) ? this.redacted.what().rules() : null;
	}

}
