package dev.logarchiver.reading;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
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
	 * @throws StoreException if the object can't be read; the message names it
	 */
	public <T> T read(Reading<T> reading) {
		ObjectKey key = this.log.objectKey();
		try (InputStream object = this.store.open(key); InputStream text = key.compression().decode(object)) {
			return reading.read(text);
		}
		catch (IOException ex) {
			throw new StoreException("object_unreadable", "the object " + key + " can't be read: " + ex.getMessage(),
					ex);
		}
	}

	/** What is done with a text. */
	public interface Reading<T> {

		T read(InputStream text) throws IOException;

	}

}
