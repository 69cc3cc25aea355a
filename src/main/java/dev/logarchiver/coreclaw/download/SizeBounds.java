package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.network.BlockInput;

import org.springframework.util.unit.DataSize;

/**
 * How much may come. There is no bound to how well it may be compressed: a log of nothing
 * but NUL bytes is one, too.
 *
 * @param maxSize the largest text; what it is unpacked from may not be larger either
 */
record SizeBounds(DataSize maxSize) {

	void check(long bytes) {
		if (bytes > this.maxSize.toBytes()) {
			throw DownloadException.failed("too_large", "the log is larger than " + this.maxSize.toBytes()
					+ " bytes; archiver.download.max-size permits larger ones");
		}
	}

	/** Checks what lies between the bytes as sent and the text. */
	InputStream keep(InputStream source) {
		return new BlockInput(source) {

			private long count;

			@Override
			public int read(byte[] target, int offset, int length) throws IOException {
				int read = this.in.read(target, offset, length);
				this.count += Math.max(0, read);
				check(this.count);
				return read;
			}

		};
	}

}
