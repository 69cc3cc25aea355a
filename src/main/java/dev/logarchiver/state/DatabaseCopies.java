package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Reads an H2 database, which only one process may have open, from copies of its file. A
 * copy is made while no process has the file open, and counts only if none had meanwhile;
 * so jobs are kept waiting by nothing but two looks at the lock.
 */
final class DatabaseCopies extends AbstractDataSource implements ServedDatabase, AutoCloseable {

	static final String OTHER_TABLES = "its tables are those of another version of log-archiver: use that version, or "
			+ "let any other command of this one bring them up to date";

	private static final Logger logger = LoggerFactory.getLogger(DatabaseCopies.class);

	/** Requests within this time see the same. */
	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final String HOLDER = "process %d (serve), which only looks at it"
		.formatted(ProcessHandle.current().pid());

	private final H2File database;

	private final Clock clock;

	private final Duration pause;

	private final ReentrantLock refreshing = new ReentrantLock();

	private long lookedAt;

	private int copies;

	private @Nullable Stamp stamp;

	private volatile @Nullable DatabaseCopy current;

	private volatile DatabaseAge age = DatabaseAge.UNREAD;

	DatabaseCopies(H2File database, Clock clock) {
		this(database, clock, PAUSE);
	}

	DatabaseCopies(H2File database, Clock clock, Duration pause) {
		this.database = database;
		this.clock = clock;
		this.pause = pause;
		this.lookedAt = System.nanoTime() - pause.toNanos();
		database.deleteCopies();
	}

	@Override
	public DatabaseAge age() {
		return this.age;
	}

	/** One request makes a copy; others go on with the last one, if there is any. */
	@Override
	public DatabaseAge refresh() {
		if (!this.refreshing.tryLock()) {
			if (this.age.isReadable()) {
				return this.age;
			}
			this.refreshing.lock();
		}
		try {
			if (System.nanoTime() - this.lookedAt >= this.pause.toNanos()) {
				look();
			}
			return this.age;
		}
		finally {
			this.refreshing.unlock();
		}
	}

	@Override
	public DatabaseAge renew() {
		this.refreshing.lock();
		try {
			look();
			return this.age;
		}
		finally {
			this.refreshing.unlock();
		}
	}

	private void look() {
		try {
			Instant now = this.clock.instant();
			Stamp before = unused();
			if (before != null && (before.equals(this.stamp) || copy(before))) {
				this.stamp = before;
				this.age = DatabaseAge.of(this.copies, now);
			}
		}
		catch (IOException | SQLException | RuntimeException ex) {
			logger.debug("No copy of the database '{}' could be read", this.database.path(), ex);
			this.age = this.age.with("it can't be copied [" + ex.getMessage() + "]");
		}
		this.lookedAt = System.nanoTime();
	}

	private boolean copy(Stamp original) throws IOException, SQLException {
		H2File copy = this.database.copy(++this.copies);
		boolean opened = false;
		try {
			Files.copy(this.database.path(), copy.path(), StandardCopyOption.REPLACE_EXISTING);
			// else a job began meanwhile, and the copy may have a part of what it wrote
			opened = original.equals(unused()) && open(copy);
			return opened;
		}
		finally {
			if (!opened) {
				copy.delete();
			}
		}
	}

	/**
	 * What the file is when no process has it open.
	 * @return the file; {@code null} if a process has it
	 */
	private @Nullable Stamp unused() throws IOException {
		Path lock = this.database.path().resolveSibling("lock").toRealPath();
		try (LockFile look = LockFile.tryLock(lock, HOLDER).orElse(null)) {
			if (look == null) {
				this.age = this.age.heldBy(LockFile.holder(lock));
				return null;
			}
			Path file = this.database.path();
			return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
		}
	}

	private boolean open(H2File file) throws SQLException {
		DatabaseCopy copy = DatabaseCopy.open(file);
		if (copy == null) {
			this.age = this.age.with(OTHER_TABLES);
			return false;
		}
		DatabaseCopy old = this.current;
		this.current = copy;
		if (old != null) {
			old.retire();
		}
		return true;
	}

	@Override
	public Connection getConnection() throws SQLException {
		DatabaseCopy copy = this.current;
		if (copy == null) {
			throw new SQLException("No copy of the database has been read yet");
		}
		try {
			return copy.pool().getConnection();
		}
		catch (SQLException ex) {
			if (copy.equals(this.current)) {
				throw ex;
			}
			// it was retired meanwhile
			return getConnection();
		}
	}

	@Override
	public Connection getConnection(String user, String password) throws SQLException {
		return getConnection();
	}

	@Override
	public void close() {
		DatabaseCopy last = this.current;
		if (last != null) {
			last.close();
		}
		this.database.deleteCopies();
	}

	/** A file, as far as one can see that it is another. */
	private record Stamp(long size, FileTime modified) {

	}

}
