package dev.logarchiver.store.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import dev.logarchiver.store.spool.EntryPoints.Block;

/** Notes the blocks of a text while it streams through. For one thread. */
final class EntryRecorder {

	private final List<Block> blocks = new ArrayList<>();

	private final CRC32 checksum = new CRC32();

	private long size;

	/** Where the block began: in the object, and in line feeds. */
	private long offset;

	private long before;

	private long lineFeeds;

	private int filled;

	private byte last;

	/** How much the block still takes; 0 where another one has to begin. */
	int room() {
		return EntryPoints.BLOCK_SIZE - this.filled;
	}

	long size() {
		return this.size;
	}

	/** Takes text, no more than there is room for. */
	void add(byte[] bytes, int start, int length) {
		if (length > 0) {
			this.checksum.update(bytes, start, length);
			this.lineFeeds += LineFeeds.count(bytes, start, length);
			this.filled += length;
			this.size += length;
			this.last = bytes[start + length - 1];
		}
	}

	/**
	 * Begins another block.
	 * @param at where in the object it begins; {@link Block#UNKNOWN} where it can't be
	 * entered
	 */
	void next(long at) {
		endBlock();
		this.offset = at;
		this.before = this.lineFeeds;
		this.filled = 0;
		this.checksum.reset();
	}

	private void endBlock() {
		this.blocks.add(new Block(this.offset, this.before, (int) this.checksum.getValue()));
	}

	EntryPoints finish() {
		if (this.filled > 0) {
			endBlock();
		}
		return new EntryPoints(this.size, this.lineFeeds, this.last == '\n', this.blocks);
	}

}
