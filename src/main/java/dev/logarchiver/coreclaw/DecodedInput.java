package dev.logarchiver.coreclaw;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

/**
 * Undoes a coding, of several members too, and reads to the very end of what is encoded.
 * The JDK's stream for gzip takes a broken header of a following member, and a connection
 * that breaks there, for the end of the text. What is not encoded so is a
 * {@link ZipException} with the name of the coding; an exception of the encoded stream
 * itself is passed on.
 */
final class DecodedInput extends InputStream {

	private final Source source;

	private final Coding coding;

	private @Nullable InputStream text;

	DecodedInput(InputStream encoded, Coding coding) {
		this.source = new Source(encoded);
		this.coding = coding;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		try {
			int count = text().read(target, offset, length);
			if (count < 0) {
				// what follows the text doesn't matter, but that it came does
				this.source.transferTo(OutputStream.nullOutputStream());
			}
			return count;
		}
		catch (IOException ex) {
			if (this.source.isEmpty()) {
				return -1;
			}
			throw this.source.hasFailed() ? ex : new ZipException(this.coding.toString());
		}
	}

	private InputStream text() throws IOException {
		if (this.text == null) {
			this.text = this.coding.undo(this.source);
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
