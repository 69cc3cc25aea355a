package dev.logarchiver.store;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.network.BlockInput;

/** A part of a stream. */
public final class ObjectRange extends BlockInput {

	private long left;

	private ObjectRange(InputStream source, long length) {
		super(source);
		this.left = length;
	}

	/**
	 * Cuts a part out of a stream.
	 * @param source closed with the part
	 * @param offset how many bytes to leave out; it is fine if there are fewer
	 * @param length how many bytes to give at most
	 */
	public static InputStream of(InputStream source, long offset, long length) throws IOException {
		long left = offset;
		while (left > 0) {
			long skipped = source.skip(left);
			if (skipped == 0 && source.read() < 0) {
				return new ObjectRange(source, 0);
			}
			left -= Math.max(1, skipped);
		}
		return new ObjectRange(source, length);
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.left == 0) {
			return -1;
		}
		int count = this.in.read(target, offset, (int) Math.min(length, this.left));
		this.left -= Math.max(0, count);
		return count;
	}

}
