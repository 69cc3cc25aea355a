package dev.logarchiver.state;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.failure.OutOfReachException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The advisory lock of a session that is watched: with the session, the lock is lost. */
final class PostgresJobLock implements JobLock {

	private final String job;

	private final long key;

	private final SingleConnectionDataSource session;

	private final JdbcClient jdbc;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile @Nullable DataAccessException loss;

	PostgresJobLock(String job, long key, SingleConnectionDataSource session, Duration watchInterval) {
		this.job = job;
		this.key = key;
		this.session = session;
		this.jdbc = JdbcClient.create(session);
		Thread.ofVirtual().name("job-lock").start(() -> watch(watchInterval));
	}

	private void watch(Duration interval) {
		try {
			while (!this.closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
				this.jdbc.sql("SELECT 1").query(Integer.class).single();
			}
		}
		catch (DataAccessException ex) {
			this.loss = ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean covers(String job) {
		return job.equals(this.job);
	}

	@Override
	public void requireHeld() {
		DataAccessException cause = this.loss;
		if (cause != null) {
			throw new OutOfReachException("The lock of the job '" + this.job
					+ "' is lost with its database connection, and another process may run the job now ["
					+ DatabaseFailures.describe(cause) + "]", cause);
		}
	}

	/**
	 * The server frees the locks of a session some moments after it has ended: too late
	 * for whoever starts right now.
	 */
	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.jdbc.sql("SELECT pg_advisory_unlock(?)").param(this.key).query(Boolean.class).single();
		}
		catch (DataAccessException ex) {
			// the lock went with the session
		}
		finally {
			this.session.destroy();
		}
	}

}
