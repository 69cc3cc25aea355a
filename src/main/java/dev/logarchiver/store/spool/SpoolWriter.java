package dev.logarchiver.store.spool;

import java.io.IOException;
import java.io.OutputStream;

import dev.logarchiver.lines.errors.ErrorCounter;
import dev.logarchiver.lines.errors.ErrorPattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the uncompressed bytes of one log, hashing and compressing them and counting
 * its error lines on the way. For one thread.
 */
public final class SpoolWriter extends OutputStream {

	private final SpoolBuffer bytes;

	private final Compression compression;

	private final Sha256 digest = new Sha256();

	private final @Nullable ErrorCounter errors;

	private @Nullable TextEncoder encoder;

	private long size;

	private boolean finished;

	SpoolWriter(SpoolBuffer bytes, Compression compression, @Nullable ErrorPattern errors) {
		this.bytes = bytes;
		this.compression = compression;
		this.errors = (errors != null) ? new ErrorCounter(errors) : null;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] source, int offset, int length) throws IOException {
		encoder().write(source, offset, length);
		this.digest.write(source, offset, length);
		if (this.errors != null) {
			this.errors.add(source, offset, length);
		}
		this.size += length;
	}

	private TextEncoder encoder() throws IOException {
		if (this.finished) {
			throw new IOException("The log text is finished");
		}
		if (this.encoder == null) {
			this.encoder = this.compression.encoder(this.bytes);
		}
		return this.encoder;
	}

	/**
	 * How much came in so far.
	 * @return number of uncompressed bytes
	 */
	public long size() {
		return this.size;
	}

	/**
	 * Ends the log.
	 * @return the text, which the caller has to close; closing this writer leaves it
	 * alone
	 */
	public SpooledLog finish() throws IOException {
		TextEncoder ended = encoder();
		ended.close();
		this.finished = true;
		return new SpooledLog(this.bytes, this.compression, this.size, this.digest.toHex(),
				(this.errors != null) ? this.errors.finish() : null, ended.entries());
	}

	/** Discards what came in, unless it was finished. */
	@Override
	public void close() {
		if (!this.finished) {
			this.finished = true;
			freeEncoder();
			this.bytes.discard();
		}
	}

	private void freeEncoder() {
		try {
			if (this.encoder != null) {
				this.encoder.close();
			}
		}
		catch (IOException ex) {
			// its last bytes don't matter: they are discarded
		}
	}

}
