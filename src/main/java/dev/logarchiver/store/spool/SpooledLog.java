package dev.logarchiver.store.spool;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.lines.errors.ErrorLines;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one log, compressed, in memory or in a spool file, with what was measured
 * while they streamed through.
 *
 * @param bytes the compressed bytes
 * @param compression how they are compressed
 * @param size the number of uncompressed bytes
 * @param sha256 of the uncompressed bytes, in lower case hex
 * @param errors the log's error lines; {@code null} if none are looked for
 * @param entries where the compressed bytes can be entered
 */
public record SpooledLog(SpoolBuffer bytes, Compression compression, long size, String sha256,
		@Nullable ErrorLines errors, EntryPoints entries) implements AutoCloseable {

	/** The room that the log takes in the store, in bytes. */
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

	@Override
	public void close() {
		this.bytes.discard();
	}

}
