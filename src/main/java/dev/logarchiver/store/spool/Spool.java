package dev.logarchiver.store.spool;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import dev.logarchiver.lines.errors.ErrorPattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes logs in on their way to the store: small ones in memory, large ones in a
 * directory. Its files have no name once they are open, so that none is left behind when
 * the process is killed. Thread-safe.
 */
public final class Spool {

	private static final int DEFAULT_MEMORY_LIMIT = 256 * 1024;

	private final Semaphore oneAtATime = new Semaphore(1);

	private final Path directory;

	private final Compression compression;

	private final int memoryLimit;

	private final @Nullable ErrorPattern errors;

	/**
	 * Creates a spool that keeps up to 256 KiB of compressed bytes a log in memory.
	 * @param errors recognises error lines; {@code null} to look for none
	 */
	public Spool(Path directory, Compression compression, @Nullable ErrorPattern errors) {
		this(directory, compression, errors, DEFAULT_MEMORY_LIMIT);
	}

	/**
	 * Creates a spool.
	 * @param errors recognises error lines; {@code null} to look for none
	 * @param memoryLimit the number of compressed bytes that a log may have in memory
	 */
	public Spool(Path directory, Compression compression, @Nullable ErrorPattern errors, int memoryLimit) {
		this.directory = directory;
		this.compression = compression;
		this.errors = errors;
		this.memoryLimit = memoryLimit;
	}

	public SpoolWriter writer() {
		return new SpoolWriter(new SpoolBuffer(this.directory, this.memoryLimit), this.compression, this.errors);
	}

	public Spool with(Compression other) {
		return new Spool(this.directory, other, this.errors, this.memoryLimit);
	}

	/**
	 * Takes a log in once more for which there was no room beside others as large: one of
	 * these at a time.
	 * @throws CancellationException if the thread is interrupted while it waits
	 */
	public <T> T alone(Supplier<T> work) {
		try {
			this.oneAtATime.acquire();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Waiting for room in the spool was interrupted");
		}
		try {
			return work.get();
		}
		finally {
			this.oneAtATime.release();
		}
	}

	public Compression compression() {
		return this.compression;
	}

}
