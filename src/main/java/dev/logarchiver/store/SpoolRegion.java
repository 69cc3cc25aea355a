package dev.logarchiver.store;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.io.IOException;

/**
 * Reads a range of a spool file without moving the channel's own position, so that
 * several readers can share it.
 */
final class SpoolRegion extends InputStream {

	private final FileChannel file;

	private final long end;

	private long position;

	SpoolRegion(FileChannel file, long offset, long length) {
		this.file = file;
		this.position = offset;
		this.end = offset + length;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		int wanted = (int) Math.min(length, this.end - this.position);
		int count = (wanted > 0) ? this.file.read(ByteBuffer.wrap(bytes, offset, wanted), this.position) : -1;
		if (count > 0) {
			this.position += count;
		}
		return count;
	}

	@Override
	public int available() {
		return (int) Math.min(Integer.MAX_VALUE, this.end - this.position);
	}

}
