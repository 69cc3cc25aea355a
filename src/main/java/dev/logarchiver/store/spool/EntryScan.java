package dev.logarchiver.store.spool;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.github.luben.zstd.ZstdInputStream;
import dev.logarchiver.network.BlockInput;
import dev.logarchiver.store.spool.EntryPoints.Block;

/**
 * Finds where an object can be entered, by reading it from its beginning to its end.
 *
 * @param compression how it is compressed
 * @param text is given its text
 */
public record EntryScan(Compression compression, OutputStream text) {

	private static final int BUFFER = 64 * 1024;

	/**
	 * Reads an object of this program's.
	 * @param object its bytes; stays open
	 * @return its entry points, {@linkplain EntryPoints#enterable() some of which} may be
	 * missing
	 * @throws IOException if the object can't be read, or not in this way
	 */
	public EntryPoints ofObject(InputStream object) throws IOException {
		EntryRecorder entries = new EntryRecorder();
		switch (this.compression) {
			case GZIP -> new GzipScan(object, entries, this.text).run();
			case ZSTD -> frames(new Counted(new BufferedInputStream(object, BUFFER)), entries);
			case NONE -> copy(object, entries, true);
		}
		return entries.finish();
	}

	/**
	 * Reads an object in the usual way, whatever program made it.
	 * @param object its bytes; closed
	 * @return what is known of its blocks, but not where they begin
	 * @throws IOException if the object can't be read
	 */
	public EntryPoints ofLines(InputStream object) throws IOException {
		EntryRecorder entries = new EntryRecorder();
		try (InputStream decoded = this.compression.decode(object)) {
			copy(decoded, entries, false);
		}
		return entries.finish();
	}

	private void frames(Counted object, EntryRecorder entries) throws IOException {
		while (object.hasMore()) {
			if (entries.room() == 0) {
				entries.next(object.position);
			}
			try (InputStream frame = new ZstdInputStream(new ZstdFrame(object))) {
				copy(frame, entries, false);
			}
		}
	}

	/**
	 * Takes a text.
	 * @param plain whether the object is the text; in another one no block that begins in
	 * between can be entered
	 */
	private void copy(InputStream decoded, EntryRecorder entries, boolean plain) throws IOException {
		byte[] buffer = new byte[BUFFER];
		int count = decoded.read(buffer, 0, buffer.length);
		while (count >= 0) {
			this.text.write(buffer, 0, count);
			for (int start = 0; start < count;) {
				if (entries.room() == 0) {
					entries.next(plain ? entries.size() : Block.UNKNOWN);
				}
				int piece = Math.min(count - start, entries.room());
				entries.add(buffer, start, piece);
				start += piece;
			}
			count = decoded.read(buffer, 0, buffer.length);
		}
	}

	/** Knows how far it was read. */
	private static final class Counted extends BlockInput {

		private long position;

		Counted(BufferedInputStream input) {
			super(input);
		}

		boolean hasMore() throws IOException {
			this.in.mark(1);
			boolean more = this.in.read() >= 0;
			this.in.reset();
			return more;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int count = this.in.read(target, offset, length);
			this.position += Math.max(0, count);
			return count;
		}

	}

}
