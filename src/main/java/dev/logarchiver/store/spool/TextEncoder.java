package dev.logarchiver.store.spool;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Compresses a text so that it can be entered at each block, and notes where. What it
 * writes depends on the text alone, not on the pieces in which that comes.
 */
final class TextEncoder extends OutputStream {

	private final Counted output;

	private final OutputStream compressor;

	private final EntryRecorder entries = new EntryRecorder();

	/**
	 * Creates an encoder.
	 * @param compression makes a compressor whose {@code flush} makes what follows
	 * independent of what came before
	 */
	TextEncoder(OutputStream output, Compressor compression) throws IOException {
		this.output = new Counted(output);
		this.compressor = compression.onto(this.output);
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		int end = offset + length;
		int position = offset;
		while (position < end) {
			if (this.entries.room() == 0) {
				this.compressor.flush();
				this.entries.next(this.output.count);
			}
			int piece = Math.min(end - position, this.entries.room());
			this.compressor.write(bytes, position, piece);
			this.entries.add(bytes, position, piece);
			position += piece;
		}
	}

	/** Does nothing: a text is flushed at its blocks, and nowhere else. */
	@Override
	public void flush() {
	}

	@Override
	public void close() throws IOException {
		this.compressor.close();
	}

	/** Where the text that was written can be entered. */
	EntryPoints entries() {
		return this.entries.finish();
	}

	/** Compresses onto a stream, which it closes with its own. */
	@FunctionalInterface
	interface Compressor {

		OutputStream onto(OutputStream output) throws IOException;

	}

	private static final class Counted extends FilterOutputStream {

		private long count;

		Counted(OutputStream output) {
			super(output);
		}

		@Override
		public void write(int value) throws IOException {
			this.out.write(value);
			this.count++;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.out.write(bytes, offset, length);
			this.count += length;
		}

	}

}
