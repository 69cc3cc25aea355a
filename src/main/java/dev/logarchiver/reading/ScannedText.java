package dev.logarchiver.reading;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.EntryPoints;
import dev.logarchiver.store.spool.EntryScan;
import dev.logarchiver.store.spool.Sha256;

/**
 * A text that was read from its beginning to its end, to find where it can be entered.
 *
 * @param points where that is
 * @param sha256 of the text
 * @param recent its end
 */
record ScannedText(EntryPoints points, String sha256, RecentBlocks recent) {

	/**
	 * Reads an object: in a way that shows where it can be entered, or else in the way
	 * that reads whatever there is.
	 */
	static ScannedText read(LogStore store, ObjectKey key) throws IOException {
		try {
			return read(store, key, EntryScan::ofObject);
		}
		catch (IOException ex) {
			return read(store, key, EntryScan::ofLines);
		}
	}

	private static ScannedText read(LogStore store, ObjectKey key, Way way) throws IOException {
		RecentBlocks recent = new RecentBlocks();
		Sha256 digest = new Sha256();
		try (InputStream object = store.open(key)) {
			EntryPoints points = way.read(new EntryScan(key.compression(), new Both(digest, recent)), object);
			return new ScannedText(points, digest.toHex(), recent);
		}
	}

	/** A way to read an object. */
	@FunctionalInterface
	private interface Way {

		EntryPoints read(EntryScan scan, InputStream object) throws IOException;

	}

	private static final class Both extends FilterOutputStream {

		private final OutputStream other;

		Both(OutputStream one, OutputStream other) {
			super(one);
			this.other = other;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.out.write(bytes, offset, length);
			this.other.write(bytes, offset, length);
		}

	}

}
