package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/**
 * Where the text goes: counts it, and distinguishes a failing sink from a failing
 * storage.
 */
final class TextSink {

	private final OutputStream sink;

	private final SizeBounds bounds;

	private final CRC32C checksum = new CRC32C();

	private long size;

	TextSink(OutputStream sink, SizeBounds bounds) {
		this.sink = sink;
		this.bounds = bounds;
	}

	long size() {
		return this.size;
	}

	/** What two texts have in common that are the same. */
	long checksum() {
		return this.checksum.getValue();
	}

	void write(byte[] bytes, int length) {
		this.bounds.check(this.size + length);
		try {
			this.sink.write(bytes, 0, length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.checksum.update(bytes, 0, length);
		this.size += length;
	}

}
