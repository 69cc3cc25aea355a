package dev.logarchiver.store.spool;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

import dev.logarchiver.store.spool.EntryPoints.Block;

/**
 * Entry points in few bytes, about nine a block: numbers as differences, seven bits in a
 * byte, and a checksum of all.
 */
public final class PackedEntries {

	private static final int VERSION = 1;

	private static final int ENDS_WITH_LINE_FEED = 1;

	private static final int MORE = 0x80;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private PackedEntries() {
	}

	public static byte[] of(EntryPoints points) {
		PackedEntries packed = new PackedEntries();
		packed.put(VERSION);
		packed.put(points.endsWithLineFeed() ? ENDS_WITH_LINE_FEED : 0);
		packed.put(points.size());
		packed.put(points.lineFeeds());
		Block previous = new Block(0, 0, 0);
		for (Block block : points.blocks()) {
			boolean enterable = block.offset() != Block.UNKNOWN;
			packed.put(enterable ? block.offset() - previous.offset() + 1 : 0);
			packed.put(block.lineFeedsBefore() - previous.lineFeedsBefore());
			packed.putInt(block.checksum());
			previous = new Block(enterable ? block.offset() : previous.offset(), block.lineFeedsBefore(), 0);
		}
		packed.putInt(checksum(packed.bytes.toByteArray(), packed.bytes.size()));
		return packed.bytes.toByteArray();
	}

	/**
	 * Reads entry points.
	 * @return the points; empty where the bytes are something else, or not all
	 */
	public static Optional<EntryPoints> read(byte[] bytes) {
		int size = bytes.length - Integer.BYTES;
		if (size < 0 || ByteBuffer.wrap(bytes).getInt(size) != checksum(bytes, size)) {
			return Optional.empty();
		}
		try {
			ByteBuffer packed = ByteBuffer.wrap(bytes, 0, size);
			return (number(packed) == VERSION) ? Optional.of(points(packed)) : Optional.empty();
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static EntryPoints points(ByteBuffer packed) {
		boolean endsWithLineFeed = number(packed) == ENDS_WITH_LINE_FEED;
		long size = number(packed);
		long lineFeeds = number(packed);
		List<Block> blocks = new ArrayList<>();
		long offset = 0;
		long before = 0;
		while (packed.hasRemaining()) {
			long step = number(packed);
			offset += Math.max(0, step - 1);
			before += number(packed);
			blocks.add(new Block((step > 0) ? offset : Block.UNKNOWN, before, packed.getInt()));
		}
		return new EntryPoints(size, lineFeeds, endsWithLineFeed, blocks);
	}

	private void put(long number) {
		long left = number;
		while (left >= MORE) {
			this.bytes.write((int) left | MORE);
			left >>>= 7;
		}
		this.bytes.write((int) left);
	}

	private void putInt(int number) {
		this.bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
	}

	private static long number(ByteBuffer packed) {
		long number = 0;
		for (int shift = 0; shift < Long.SIZE; shift += 7) {
			byte next = packed.get();
			number |= (long) (next & ~MORE & 0xFF) << shift;
			if ((next & MORE) == 0) {
				return number;
			}
		}
		throw new IllegalArgumentException("A number has too many bytes");
	}

	private static int checksum(byte[] bytes, int length) {
		CRC32 checksum = new CRC32();
		checksum.update(bytes, 0, length);
		return (int) checksum.getValue();
	}

}
