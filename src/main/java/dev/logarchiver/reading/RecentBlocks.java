package dev.logarchiver.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import dev.logarchiver.store.spool.EntryPoints;

/**
 * Keeps the last two blocks of a text that streams through: all of a small one, and of a
 * large one what is wanted most.
 */
final class RecentBlocks extends OutputStream {

	private ByteArrayOutputStream previous = new ByteArrayOutputStream();

	private ByteArrayOutputStream current = new ByteArrayOutputStream();

	private int number;

	@Override
	public void write(int value) {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		int end = offset + length;
		int start = offset;
		while (start < end) {
			if (this.current.size() == EntryPoints.BLOCK_SIZE) {
				this.previous = this.current;
				this.current = new ByteArrayOutputStream(EntryPoints.BLOCK_SIZE);
				this.number++;
			}
			int piece = Math.min(end - start, EntryPoints.BLOCK_SIZE - this.current.size());
			this.current.write(bytes, start, piece);
			start += piece;
		}
	}

	/** Whether a block is kept, and all after it. */
	boolean holds(int block) {
		return block >= this.number - 1;
	}

	/** Gives the kept blocks, from one on. */
	Blocks from(int first) {
		return new Blocks() {

			private int next = first;

			@Override
			public byte[] next() throws IOException {
				return (this.next++ == RecentBlocks.this.number) ? RecentBlocks.this.current.toByteArray()
						: RecentBlocks.this.previous.toByteArray();
			}

			@Override
			public void close() {
				// all is in memory
			}

		};
	}

}
