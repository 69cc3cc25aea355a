package dev.logarchiver.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an H2 database that is open.
 *
 * @param file the copy's own file, which is deleted with it
 * @param pool the connections to it
 */
record DatabaseCopy(H2File file, HikariDataSource pool) implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(100);

	/**
	 * Opens a copy.
	 * @return the copy; {@code null} if its tables are those of another version
	 */
	static @Nullable DatabaseCopy open(H2File file) throws SQLException {
		HikariDataSource pool = DatabaseConfiguration.h2(file.url());
		boolean known;
		try (Connection connection = pool.getConnection()) {
			known = Migrations.areApplied(connection);
		}
		if (!known) {
			pool.close();
			return null;
		}
		return new DatabaseCopy(file, pool);
	}

	/** Closes it once nobody reads it any more. */
	void retire() {
		Thread.ofVirtual().name("old-copy").start(() -> {
			while (this.pool.getHikariPoolMXBean().getActiveConnections() > 0) {
				LockSupport.parkNanos(POLL.toNanos());
			}
			close();
		});
	}

	@Override
	public void close() {
		this.pool.close();
		this.file.delete();
	}

}
