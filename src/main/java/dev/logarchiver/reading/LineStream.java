package dev.logarchiver.reading;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.store.spool.EntryPoints;

/**
 * Some lines of a text, byte for byte, in the memory of a block however long they are.
 */
final class LineStream extends InputStream {

	private final EntryPoints points;

	private final Lines.Span span;

	private final Blocks blocks;

	private int number;

	private final int last;

	/** What is still to be given of a block. */
	private byte[] block;

	private int start;

	private int end;

	/**
	 * Reads the first of the blocks.
	 * @param blocks from the first one of the span on; closed with this
	 */
	private LineStream(EntryPoints points, Lines.Span span, Blocks blocks) throws IOException {
		this.points = points;
		this.span = span;
		this.blocks = blocks;
		this.number = firstBlock(points, span);
		this.last = points.blockOf(span.last());
		this.block = blocks.next();
		this.start = (span.first() == 1) ? 0 : after(span.first() - 1);
		this.end = endInBlock();
	}

	/**
	 * Opens lines, and reads so much of them that it shows whether the entry points are
	 * those of the text.
	 * @throws IOException if the text can't be read, or is another one
	 */
	static InputStream open(EntryPoints points, Lines.Span span, Source source) throws IOException {
		if (span.first() > Math.min(span.last(), points.lines())) {
			return InputStream.nullInputStream();
		}
		Blocks blocks = source.open(firstBlock(points, span), points.blockOf(span.last()));
		LineStream lines = null;
		try {
			lines = new LineStream(points, span, blocks);
			return lines;
		}
		finally {
			if (lines == null) {
				blocks.close();
			}
		}
	}

	private static int firstBlock(EntryPoints points, Lines.Span span) {
		return (span.first() == 1) ? 0 : points.blockOf(span.first() - 1);
	}

	/** Where the block goes on after a line feed that it holds. */
	private int after(long lineFeed) throws IOException {
		long left = lineFeed - this.points.blocks().get(this.number).lineFeedsBefore();
		int position = 0;
		while (left > 0 && position < this.block.length) {
			left -= (this.block[position++] == '\n') ? 1 : 0;
		}
		if (left > 0) {
			throw new IOException("its lines are not what they were");
		}
		return position;
	}

	private int endInBlock() throws IOException {
		boolean ends = this.number == this.last && this.span.last() <= this.points.lineFeeds();
		return ends ? after(this.span.last()) : this.block.length;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		while (this.start == this.end) {
			if (this.number == this.last) {
				return -1;
			}
			this.block = this.blocks.next();
			this.number++;
			this.start = 0;
			this.end = endInBlock();
		}
		int count = Math.min(length, this.end - this.start);
		System.arraycopy(this.block, this.start, target, offset, count);
		this.start += count;
		return count;
	}

	@Override
	public void close() throws IOException {
		this.blocks.close();
	}

	/** Where the blocks come from. */
	@FunctionalInterface
	interface Source {

		Blocks open(int first, int last) throws IOException;

	}

}
