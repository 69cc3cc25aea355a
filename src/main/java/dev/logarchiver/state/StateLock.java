package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.logarchiver.failure.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps everybody else out of the state directory. */
final class StateLock implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(StateLock.class);

	private static final Duration POLL = Duration.ofMillis(50);

	/**
	 * A process that serves pages takes the lock for a moment now and then. Nobody is
	 * turned away for that.
	 */
	private static final Duration LOOK = Duration.ofSeconds(1);

	private final LockFile file;

	private StateLock(LockFile file) {
		this.file = file;
	}

	/**
	 * Takes the lock, and creates the directory when it is missing. A directory that is
	 * there keeps its permissions: its owner has set them.
	 * @param directory the state directory
	 * @param timeout how long to wait for whoever has the lock
	 * @param holder what this process does, for whoever waits for it
	 * @throws BusyException if somebody still has it after the time-out
	 * @throws ConfigurationException if the directory can't be created or written
	 */
	static StateLock acquire(Path directory, Duration timeout, String holder) {
		try {
			PrivateFiles.createDirectories(directory);
			return new StateLock(await(directory.toRealPath().resolve("lock"), timeout, holder));
		}
		catch (IOException ex) {
			throw new ConfigurationException("The state directory '" + directory + "' can't be used (" + ex + ")",
					"make it writable, or name another with --state or archiver.state-dir", ex);
		}
	}

	private static LockFile await(Path file, Duration timeout, String holder) throws IOException {
		long start = System.nanoTime();
		long patience = Math.max(TimeUnit.NANOSECONDS.convert(timeout), LOOK.toNanos());
		boolean said = timeout.isZero();
		while (true) {
			Optional<LockFile> lock = LockFile.tryLock(file, "process %d (%s) since %s"
				.formatted(ProcessHandle.current().pid(), holder, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
			if (lock.isPresent()) {
				return lock.get();
			}
			if (!said) {
				logger.warn("Waiting for the state directory '{}', which is in use by {}", file.getParent(),
						LockFile.holder(file));
				said = true;
			}
			if (System.nanoTime() - start >= patience) {
				throw new BusyException(
						"The state directory '" + file.getParent() + "' is in use by " + LockFile.holder(file),
						"wait for it to end, or use another directory (--state) or PostgreSQL");
			}
			LockSupport.parkNanos(POLL.toNanos());
		}
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
