package dev.logarchiver.store.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import dev.logarchiver.state.SpoolFile;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that stay in memory while they are few and move to a spool file when they are
 * many.
 */
final class SpoolBuffer extends OutputStream {

	/** Without this much, nothing goes on. */
	private static final int LEAST_ROOM = 1024 * 1024;

	private final Path directory;

	private final int memoryLimit;

	private @Nullable Memory memory = new Memory();

	private @Nullable SpoolFile file;

	private long size;

	SpoolBuffer(Path directory, int memoryLimit) {
		this.directory = directory;
		this.memoryLimit = memoryLimit;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	/**
	 * Takes bytes in. Once that has failed, it always fails: a text with a hole must not
	 * be finished.
	 */
	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		try {
			take(bytes, offset, length);
			this.size += length;
		}
		catch (IOException ex) {
			discard();
			throw ex;
		}
	}

	private void take(byte[] bytes, int offset, int length) throws IOException {
		if (this.memory != null && this.size + length > this.memoryLimit) {
			moveToFile(this.memory);
		}
		if (this.memory != null) {
			this.memory.write(bytes, offset, length);
		}
		else {
			append(file(), bytes, offset, length);
		}
	}

	private void moveToFile(Memory collected) throws IOException {
		this.file = SpoolFile.create(this.directory, "log-");
		append(this.file, collected.bytes(), 0, collected.size());
		this.memory = null;
	}

	/** Tells a log that is too large for the disk from a disk that is full for all. */
	private void append(SpoolFile to, byte[] bytes, int offset, int length) throws IOException {
		try {
			to.append(bytes, offset, length);
		}
		catch (IOException ex) {
			discard();
			if (SpoolFile.hasRoomFor(this.directory, LEAST_ROOM)) {
				throw new SpoolFullException(this.directory, this.size, this.directory.toFile().getUsableSpace(), ex);
			}
			throw ex;
		}
	}

	private SpoolFile file() throws IOException {
		if (this.file == null) {
			throw new IOException("The log text was closed");
		}
		return this.file;
	}

	long size() {
		return this.size;
	}

	boolean inMemory() {
		return this.memory != null;
	}

	InputStream open(long offset, long length) throws IOException {
		return (this.memory != null) ? new ByteArrayInputStream(this.memory.bytes(), (int) offset, (int) length)
				: file().open(offset, length);
	}

	/**
	 * Frees the memory or deletes the file; it doesn't matter if that was done before.
	 */
	void discard() {
		this.memory = null;
		SpoolFile discarded = this.file;
		this.file = null;
		if (discarded != null) {
			try {
				discarded.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The spool file can't be closed", ex);
			}
		}
	}

	/** Gives its bytes away without a copy: a log is read several times. */
	private static final class Memory extends ByteArrayOutputStream {

		private static final int USUAL = 4 * 1024;

		Memory() {
			super(USUAL);
		}

		byte[] bytes() {
			return this.buf;
		}

	}

}
