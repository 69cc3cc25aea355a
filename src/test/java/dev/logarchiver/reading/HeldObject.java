package dev.logarchiver.reading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.SampleLogs;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.ObjectRange;
import dev.logarchiver.store.spool.Compression;
import dev.logarchiver.store.spool.EntryPoints;
import dev.logarchiver.store.spool.EntryScan;
import dev.logarchiver.store.spool.Sha256;

/**
 * An object in memory, and what is read of it.
 */
final class HeldObject {

	private final Compression compression;

	private byte[] bytes;

	private long read;

	private int opened;

	HeldObject(Compression compression, byte[] bytes) {
		this.compression = compression;
		this.bytes = bytes;
	}

	static HeldObject of(Compression compression, byte[] text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream encoder = compression.encode(bytes)) {
			encoder.write(text);
		}
		return new HeldObject(compression, bytes.toByteArray());
	}

	byte[] bytes() {
		return this.bytes;
	}

	void replaceBy(HeldObject other) {
		this.bytes = other.bytes;
	}

	/**
	 * How many of its bytes were read since this was asked.
	 */
	long read() {
		long count = this.read;
		this.read = 0;
		return count;
	}

	/**
	 * How often it was opened since this was asked.
	 */
	int opened() {
		int count = this.opened;
		this.opened = 0;
		return count;
	}

	LogStore store() {
		return (LogStore) Proxy.newProxyInstance(LogStore.class.getClassLoader(), new Class<?>[] { LogStore.class },
				(_, method, arguments) -> open(method, arguments));
	}

	private InputStream open(Method method, Object[] arguments) throws IOException {
		if (!method.getName().equals("open")) {
			throw new UnsupportedOperationException(method.toString());
		}
		this.opened++;
		InputStream whole = new Counted(new ByteArrayInputStream(this.bytes));
		return (arguments.length == 1) ? whole : ObjectRange.of(whole, (long) arguments[1], (long) arguments[2]);
	}

	/**
	 * A row of the ledger that has this text as its object.
	 */
	ArchivedLog log(byte[] text, boolean isFinal) {
		ArchivedLog log = isFinal ? SampleLogs.settled("r") : SampleLogs.open("r");
		ObjectKey key = new ObjectKey(log.worker(), null, log.runId(), 1, !isFinal, this.compression);
		Sha256 digest = new Sha256();
		digest.write(text, 0, text.length);
		return new ArchivedLog(log.worker(), log.run(), 1, key.value(), isFinal, log.completeness(),
				new TextDigest(text.length, digest.toHex(), null, null), this.bytes.length, log.unchangedSince(),
				log.archivedAt(), 0, null, null);
	}

	EntryPoints points() throws IOException {
		return new EntryScan(this.compression, OutputStream.nullOutputStream())
			.ofObject(new ByteArrayInputStream(this.bytes));
	}

	private final class Counted extends FilterInputStream {

		Counted(InputStream input) {
			super(input);
		}

		@Override
		public int read() throws IOException {
			int value = super.read();
			HeldObject.this.read += (value < 0) ? 0 : 1;
			return value;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int count = super.read(target, offset, length);
			HeldObject.this.read += Math.max(0, count);
			return count;
		}

	}

}
