package dev.logarchiver.store.spool;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.lines.errors.ErrorLines;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one log, compressed, in memory or in a spool file, with what was measured
 * while they streamed through.
 */
public final class SpooledLog implements AutoCloseable {

	private final SpoolBuffer bytes;

	private final Compression compression;

	private final long size;

	private final String sha256;

	private final @Nullable ErrorLines errors;

	SpooledLog(SpoolBuffer bytes, Compression compression, long size, String sha256, @Nullable ErrorLines errors) {
		this.bytes = bytes;
		this.compression = compression;
		this.size = size;
		this.sha256 = sha256;
		this.errors = errors;
	}

	/**
	 * The length of the log.
	 * @return number of uncompressed bytes
	 */
	public long size() {
		return this.size;
	}

	/**
	 * What the log is recognised by.
	 * @return SHA-256 of the uncompressed bytes, in lower case hex
	 */
	public String sha256() {
		return this.sha256;
	}

	/**
	 * What the log says of errors.
	 * @return its error lines; {@code null} where none are looked for
	 */
	public @Nullable ErrorLines errors() {
		return this.errors;
	}

	/**
	 * How the bytes are compressed.
	 * @return the compression that the spool was made with
	 */
	public Compression compression() {
		return this.compression;
	}

	/**
	 * The room that the log takes in the store.
	 * @return number of compressed bytes
	 */
	public long encodedSize() {
		return this.bytes.size();
	}

	/**
	 * Reads the compressed bytes from their beginning. May be called again, also before
	 * an earlier stream is read to its end.
	 * @throws IOException if the text was closed
	 */
	public InputStream open() throws IOException {
		return open(0, encodedSize());
	}

	/**
	 * Reads a range of the compressed bytes.
	 * @throws IOException if the text was closed
	 */
	public InputStream open(long offset, long length) throws IOException {
		return this.bytes.open(offset, length);
	}

	public boolean inMemory() {
		return this.bytes.inMemory();
	}

	/**
	 * Frees the memory or the spool file.
	 */
	@Override
	public void close() {
		this.bytes.discard();
	}

}
