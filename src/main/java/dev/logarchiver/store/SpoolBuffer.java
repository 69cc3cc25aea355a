package dev.logarchiver.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that stay in memory while they are few and move to a spool file when they are
 * many.
 */
final class SpoolBuffer extends OutputStream {

	private final Spool spool;

	private final int memoryLimit;

	private @Nullable ByteArrayOutputStream memory = new ByteArrayOutputStream();

	private @Nullable FileChannel file;

	private long size;

	SpoolBuffer(Spool spool, int memoryLimit) {
		this.spool = spool;
		this.memoryLimit = memoryLimit;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (this.memory != null && this.size + length > this.memoryLimit) {
			this.file = this.spool.createFile();
			append(this.file, this.memory.toByteArray(), 0, this.memory.size());
			this.memory = null;
		}
		if (this.memory != null) {
			this.memory.write(bytes, offset, length);
		}
		else {
			append(opened(), bytes, offset, length);
		}
		this.size += length;
	}

	private static void append(FileChannel file, byte[] bytes, int offset, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
		while (buffer.hasRemaining()) {
			file.write(buffer);
		}
	}

	long size() {
		return this.size;
	}

	InputStream open(long offset, long length) throws IOException {
		if (this.memory != null) {
			return new ByteArrayInputStream(this.memory.toByteArray(), (int) offset, (int) length);
		}
		return new SpoolRegion(opened(), offset, length);
	}

	private FileChannel opened() throws IOException {
		if (this.file == null) {
			throw new IOException("The log text was closed");
		}
		return this.file;
	}

	/**
	 * Frees the memory or the file; closing the file deletes it.
	 */
	void discard() {
		this.memory = null;
		FileChannel discarded = this.file;
		this.file = null;
		if (discarded != null) {
			try {
				discarded.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The spool file could not be deleted", ex);
			}
		}
	}

}
