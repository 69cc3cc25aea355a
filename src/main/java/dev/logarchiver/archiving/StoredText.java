package dev.logarchiver.archiving;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.network.BlockInput;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.Spool;
import dev.logarchiver.store.spool.SpoolWriter;
import dev.logarchiver.store.spool.SpooledLog;

/**
 * The text of a log as its object has it. Whatever is wrong with that object concerns its
 * log alone; only a spool that can't be written concerns all.
 *
 * @param store where the object is
 * @param log what the ledger says of it
 */
record StoredText(LogStore store, ArchivedLog log) {

	/**
	 * Reads the text.
	 * @param spool where to
	 * @return the very text that was stored, to be closed by the caller
	 * @throws StoreException if the object is gone, can't be read or holds something else
	 * @throws UncheckedIOException if the spool can't be written
	 */
	SpooledLog read(Spool spool) {
		ObjectKey key = this.log.objectKey();
		try (SpoolWriter writer = spool.writer(); InputStream text = open(key)) {
			text.transferTo(writer);
			if (writer.size() != this.log.text().size()) {
				throw changed();
			}
			return unchanged(writer.finish());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private InputStream open(ObjectKey key) {
		InputStream object = this.store.open(key);
		try {
			return new Text(key.compression().decode(object));
		}
		catch (IOException ex) {
			closeQuietly(object);
			throw unreadable(ex);
		}
	}

	private static void closeQuietly(InputStream input) {
		try {
			input.close();
		}
		catch (IOException ex) {
			// all that is wanted of it has been read
		}
	}

	private SpooledLog unchanged(SpooledLog text) {
		if (text.sha256().equals(this.log.text().sha256())) {
			return text;
		}
		text.close();
		throw changed();
	}

	private StoreException changed() {
		return new StoreException("object_changed", "the object " + this.log.key() + " is not what was stored there");
	}

	private StoreException unreadable(IOException problem) {
		return new StoreException("object_unreadable", "the object " + this.log.key() + " can't be read: "
				+ Printable.escape(String.valueOf(problem.getMessage())), problem);
	}

	/** The text as it is read, no longer than it was: another one could fill the disk. */
	private final class Text extends BlockInput {

		private long size;

		Text(InputStream text) {
			super(text);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			try {
				int count = this.in.read(bytes, offset, length);
				this.size += Math.max(0, count);
				if (this.size > StoredText.this.log.text().size()) {
					throw changed();
				}
				return count;
			}
			catch (IOException ex) {
				throw unreadable(ex);
			}
		}

		@Override
		public void close() {
			closeQuietly(this.in);
		}

	}

}
