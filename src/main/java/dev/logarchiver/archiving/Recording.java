package dev.logarchiver.archiving;

import java.io.IOException;

import dev.logarchiver.store.spool.Spool;
import dev.logarchiver.store.spool.SpoolWriter;
import dev.logarchiver.store.spool.SpooledLog;

/** A text being written into the spool; a download that starts over starts a new one. */
final class Recording implements AutoCloseable {

	private final Spool spool;

	private SpoolWriter writer;

	Recording(Spool spool) {
		this.spool = spool;
		this.writer = spool.writer();
	}

	SpoolWriter restart() {
		close();
		this.writer = this.spool.writer();
		return this.writer;
	}

	SpooledLog finish() throws IOException {
		return this.writer.finish();
	}

	@Override
	public void close() {
		this.writer.close();
	}

}
