package dev.logarchiver.store.spool;

import java.io.IOException;
import java.nio.file.Path;

import dev.logarchiver.failure.FileProblem;
import dev.logarchiver.failure.StoreException;

/**
 * The spool can't hold one log, but has room for others: what it took of this log is
 * freed.
 */
public final class SpoolFullException extends StoreException {

	private static final long serialVersionUID = 1L;

	private static final String CODE = "spool_full";

	SpoolFullException(Path directory, long size, long room, IOException cause) {
		super(CODE,
				"the spool directory " + directory + " can't hold this log (" + FileProblem.describe(cause)
						+ "): it is larger than " + size + " bytes, compressed, and without it there is room for "
						+ room + "; make room there, or put archiver.state-dir on a larger disk",
				cause);
	}

}
