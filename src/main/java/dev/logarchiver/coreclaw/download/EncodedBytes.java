package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.logarchiver.network.BlockInput;
import org.jspecify.annotations.Nullable;

/** Counts and hashes the bytes of a text as the storage sends them. */
final class EncodedBytes {

	private final @Nullable MessageDigest md5;

	private final SizeBounds bounds;

	private long count;

	EncodedBytes(boolean hash, SizeBounds bounds) {
		this.md5 = hash ? md5() : null;
		this.bounds = bounds;
	}

	private static MessageDigest md5() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has MD5", ex);
		}
	}

	long count() {
		return this.count;
	}

	/** Whether a tag is the MD5 of all bytes. For the end: it resets the hash. */
	boolean matches(EntityTag tag) {
		return this.md5 == null || tag.isMd5(HexFormat.of().formatHex(this.md5.digest()));
	}

	/** Whether they are compared with a checksum. */
	boolean areHashed() {
		return this.md5 != null;
	}

	/**
	 * Passes on a body. Closing it leaves the body open: that would read on to its end
	 * first.
	 */
	InputStream from(InputStream body) {
		return new BlockInput(body) {

			@Override
			public int read(byte[] target, int offset, int length) throws IOException {
				int read = this.in.read(target, offset, length);
				if (read > 0) {
					take(target, offset, read);
				}
				return read;
			}

			@Override
			public void close() {
				// see above
			}

		};
	}

	private void take(byte[] bytes, int offset, int length) {
		this.count += length;
		this.bounds.check(this.count);
		if (this.md5 != null) {
			this.md5.update(bytes, offset, length);
		}
	}

}
