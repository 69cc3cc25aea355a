package dev.logarchiver.archiving;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.network.BlockInput;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.NoSuchObjectException;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.spool.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects and compares their texts with those that were archived.
 *
 * @param store where the objects are
 */
public record TextCheck(LogStore store) {

	private static final int TRIES = 3;

	/**
	 * Reads an object to its end.
	 * @param log what the ledger says of it
	 * @return what is wrong; empty where it holds the very text
	 */
	public Optional<Problem> check(ArchivedLog log) {
		IOException problem = null;
		for (int i = 0; i < TRIES; i++) {
			try {
				return read(log);
			}
			catch (NoSuchObjectException ex) {
				return Optional.of(missing(log));
			}
			catch (StoreException ex) {
				return unreadable(log, ex);
			}
			catch (IOException ex) {
				problem = ex;
			}
		}
		return unreadable(log, problem);
	}

	public static Problem missing(ArchivedLog log) {
		return new Problem(Problem.Kind.MISSING, log.key(), "the store has no such object");
	}

	public static Problem ofOtherSize(ArchivedLog log, StoredObject object) {
		return new Problem(Problem.Kind.CHANGED, log.key(),
				"the object has %d bytes, the ledger says %d".formatted(object.size(), log.objectSize()));
	}

	public static Optional<Problem> unreadable(ArchivedLog log, @Nullable Exception problem) {
		String reason = (problem != null) ? String.valueOf(problem.getMessage()) : "";
		return Optional.of(new Problem(Problem.Kind.UNREADABLE, log.key(), "the store doesn't return it: " + reason));
	}

	private static Optional<Problem> changed(ArchivedLog log, String what) {
		return Optional.of(new Problem(Problem.Kind.CHANGED, log.key(), what));
	}

	/**
	 * Tells bytes that the store doesn't deliver from bytes that can't be decoded: only
	 * these are another object than was stored.
	 */
	private Optional<Problem> read(ArchivedLog log) throws IOException {
		ObjectKey key = log.objectKey();
		try (DeliveredBytes object = new DeliveredBytes(this.store.open(key))) {
			try (InputStream text = key.compression().decode(object); Sha256 digest = new Sha256()) {
				long size = text.transferTo(digest);
				return (size == log.text().size() && digest.toHex().equals(log.text().sha256())) ? Optional.empty()
						: changed(log, "the text is not the one that was archived");
			}
			catch (IOException ex) {
				if (object.failed) {
					throw ex;
				}
				return changed(log, "the object can't be decoded");
			}
		}
	}

	/** The bytes of an object, as far as the store delivers them. */
	private static final class DeliveredBytes extends BlockInput {

		private boolean failed;

		DeliveredBytes(InputStream object) {
			super(object);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			try {
				return this.in.read(bytes, offset, length);
			}
			catch (IOException ex) {
				this.failed = true;
				throw ex;
			}
		}

	}

}
