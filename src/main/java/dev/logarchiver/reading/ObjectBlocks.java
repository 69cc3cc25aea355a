package dev.logarchiver.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.Compression;
import dev.logarchiver.store.spool.EntryPoints;

/**
 * Reads blocks out of the middle of an object. Each is compared with the checksum among
 * the entry points: those of another object, or of one that was replaced meanwhile, give
 * no wrong line.
 */
final class ObjectBlocks implements Blocks {

	private final EntryPoints points;

	private final InputStream text;

	private int number;

	private byte[] block = new byte[0];

	private ObjectBlocks(EntryPoints points, int first, InputStream text) {
		this.points = points;
		this.number = first;
		this.text = text;
	}

	/**
	 * Opens an object at a block.
	 * @param first the number of the block
	 * @param last the number of the last one that is wanted
	 */
	static ObjectBlocks open(LogStore store, ObjectKey key, EntryPoints points, int first, int last)
			throws IOException {
		return points.enterable() ? new ObjectBlocks(points, first, entered(store, key, points, first, last))
				: new ObjectBlocks(points, first, skipped(store, key, (long) first * EntryPoints.BLOCK_SIZE));
	}

	private static InputStream entered(LogStore store, ObjectKey key, EntryPoints points, int first, int last)
			throws IOException {
		long start = points.blocks().get(first).offset();
		long end = (last + 1 < points.blocks().size()) ? points.blocks().get(last + 1).offset() : Long.MAX_VALUE;
		Compression compression = key.compression();
		return decoded(store.open(key.value(), start, end - start),
				(first == 0) ? compression::decode : compression::enter);
	}

	private static InputStream skipped(LogStore store, ObjectKey key, long size) throws IOException {
		return decoded(store.open(key), (object) -> {
			InputStream text = key.compression().decode(object);
			text.skipNBytes(size);
			return text;
		});
	}

	private static InputStream decoded(InputStream object, Decoding decoding) throws IOException {
		InputStream text = null;
		try {
			text = decoding.decode(object);
			return text;
		}
		finally {
			if (text == null) {
				object.close();
			}
		}
	}

	@Override
	public byte[] next() throws IOException {
		int length = this.points.length(this.number);
		byte[] block = (this.block.length == length) ? this.block : new byte[length];
		int count = this.text.readNBytes(block, 0, length);
		CRC32 checksum = new CRC32();
		checksum.update(block, 0, count);
		if (count < length || (int) checksum.getValue() != this.points.blocks().get(this.number).checksum()) {
			throw new IOException("its text is not what it was");
		}
		this.number++;
		this.block = block;
		return block;
	}

	@Override
	public void close() throws IOException {
		this.text.close();
	}

	/** Decompresses. */
	@FunctionalInterface
	private interface Decoding {

		InputStream decode(InputStream object) throws IOException;

	}

}
