package dev.logarchiver.reading;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.network.BlockInput;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;

/**
 * The text of an archived log.
 *
 * @param store where its object is
 * @param log what the ledger says of it
 */
public record ArchivedText(LogStore store, ArchivedLog log) {

	/**
	 * Reads the text.
	 * @param reading what to do with it
	 * @return what that gives
	 * @throws StoreException if the object can't be read, or lacks its end; the message
	 * names it
	 */
	public <T> T read(Reading<T> reading) {
		ObjectKey key = this.log.objectKey();
		try (InputStream object = this.store.open(key); InputStream text = key.compression().decode(object)) {
			return reading.read(this.log.isFinal() ? new Whole(text, this.log.text().size()) : text);
		}
		catch (IOException ex) {
			throw unreadable(this.log, ex);
		}
	}

	static StoreException unreadable(ArchivedLog log, IOException problem) {
		return new StoreException("object_unreadable",
				"the object " + log.key() + " can't be read: " + problem.getMessage(), problem);
	}

	/** What is done with a text. */
	public interface Reading<T> {

		T read(InputStream text) throws IOException;

	}

	/**
	 * A text that must not end too soon: that of an object which was cut between two
	 * frames, or isn't compressed, shows nothing else.
	 */
	private static final class Whole extends BlockInput {

		private long missing;

		Whole(InputStream text, long size) {
			super(text);
			this.missing = size;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int count = this.in.read(target, offset, length);
			if (count < 0 && this.missing > 0) {
				throw new EOFException("the last " + this.missing + " bytes of its text are missing");
			}
			this.missing -= Math.max(0, count);
			return count;
		}

	}

}
