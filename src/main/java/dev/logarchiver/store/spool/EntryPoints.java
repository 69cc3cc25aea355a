package dev.logarchiver.store.spool;

import java.util.List;

/**
 * Where a text can be entered in the middle: it is cut into blocks of
 * {@value #BLOCK_SIZE} bytes, of which only the last may be shorter, and for each it is
 * known how many lines lie before it and where in the object it begins.
 *
 * @param size the size of the text in bytes
 * @param lineFeeds how many line feeds it has
 * @param endsWithLineFeed whether its last line is complete
 * @param blocks its blocks, in their order; none where it is empty
 */
public record EntryPoints(long size, long lineFeeds, boolean endsWithLineFeed, List<Block> blocks) {

	/** How much text lies between two entry points, in bytes. */
	public static final int BLOCK_SIZE = 1024 * 1024;

	public EntryPoints {
		blocks = List.copyOf(blocks);
		if (size < 0 || lineFeeds < 0 || blocks.size() != (size + BLOCK_SIZE - 1) / BLOCK_SIZE) {
			throw new IllegalArgumentException(
					"Text of " + size + " bytes and " + lineFeeds + " lines in " + blocks.size() + " blocks");
		}
	}

	/** How many lines the text has, the last one included where it lacks its end. */
	public long lines() {
		return this.lineFeeds + ((this.size == 0 || this.endsWithLineFeed) ? 0 : 1);
	}

	/** How many bytes of text a block has. */
	public int length(int block) {
		return (int) Math.min(BLOCK_SIZE, this.size - (long) block * BLOCK_SIZE);
	}

	/**
	 * Finds a line's end.
	 * @param number the number of a line feed, from 1 on
	 * @return the block that holds it; the last one where there is no such line feed
	 */
	public int blockOf(long number) {
		int low = 0;
		int high = this.blocks.size() - 1;
		while (low < high) {
			int middle = (low + high + 1) >>> 1;
			if (this.blocks.get(middle).lineFeedsBefore() < number) {
				low = middle;
			}
			else {
				high = middle - 1;
			}
		}
		return low;
	}

	/**
	 * Whether the object itself can be entered at each block; else only the lines of the
	 * blocks are known.
	 */
	public boolean enterable() {
		return this.blocks.stream().noneMatch((block) -> block.offset() == Block.UNKNOWN);
	}

	/**
	 * A part of the text.
	 *
	 * @param offset where it begins in the object, in bytes; {@value #UNKNOWN} where it
	 * can't be read without what is before it
	 * @param lineFeedsBefore how many line feeds are before it
	 * @param checksum the CRC-32 of its text
	 */
	public record Block(long offset, long lineFeedsBefore, int checksum) {

		public static final long UNKNOWN = -1;

	}

}
