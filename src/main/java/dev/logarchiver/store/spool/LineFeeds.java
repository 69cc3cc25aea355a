package dev.logarchiver.store.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts line feeds, eight bytes at a time: every byte of every log passes through here.
 */
public final class LineFeeds {

	private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;

	private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

	private LineFeeds() {
	}

	/** How many line feeds there are in some bytes. */
	public static int count(byte[] bytes, int offset, int length) {
		int end = offset + length;
		int position = offset;
		int count = 0;
		for (; position <= end - Long.BYTES; position += Long.BYTES) {
			long different = (long) EIGHT.get(bytes, position) ^ LINE_FEEDS;
			// the highest bit of each byte that is not a line feed, whatever its
			// neighbours are
			long others = ((different & LOW_BITS) + LOW_BITS | different) & ~LOW_BITS;
			count += Long.BYTES - Long.bitCount(others);
		}
		for (; position < end; position++) {
			count += (bytes[position] == '\n') ? 1 : 0;
		}
		return count;
	}

}
