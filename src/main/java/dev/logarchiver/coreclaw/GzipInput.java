package dev.logarchiver.coreclaw;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes gzip (RFC 1952), of several members too, and reads to the very end of what is
 * encoded. The JDK's stream takes a broken header of a following member, and a connection
 * that breaks there, for the end of the text. What is no gzip is a {@link ZipException};
 * an exception of the encoded stream itself is passed on.
 */
final class GzipInput extends InputStream {

	private final Source source;

	private @Nullable InputStream text;

	GzipInput(InputStream encoded) {
		this.source = new Source(encoded);
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		try {
			return text().read(target, offset, length);
		}
		catch (IOException ex) {
			if (this.source.isEmpty()) {
				return -1;
			}
			throw this.source.hasFailed() ? ex : new ZipException(ex.getMessage());
		}
	}

	private InputStream text() throws IOException {
		if (this.text == null) {
			this.text = GzipCompressorInputStream.builder()
				.setInputStream(this.source)
				.setDecompressConcatenated(true)
				.get();
		}
		return this.text;
	}

	@Override
	public void close() throws IOException {
		if (this.text != null) {
			this.text.close();
		}
	}

	/**
	 * The encoded stream, watched.
	 */
	private static final class Source extends FilterInputStream {

		private boolean begun;

		private boolean failed;

		Source(InputStream encoded) {
			super(encoded);
		}

		boolean hasFailed() {
			return this.failed;
		}

		/**
		 * Whether it ended before its first byte.
		 */
		boolean isEmpty() {
			return !this.begun && !this.failed;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			try {
				int count = super.read(target, offset, length);
				this.begun |= count > 0;
				return count;
			}
			catch (IOException ex) {
				this.failed = true;
				throw ex;
			}
		}

		@Override
		public boolean markSupported() {
			return false;
		}

	}

}
