package dev.logarchiver.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The locks when the database is PostgreSQL: advisory locks of sessions that have no
 * other use, so that the server frees a lock when its process or its machine dies.
 */
final class PostgresJobLocks implements JobLocks {

	private static final Logger logger = LoggerFactory.getLogger(PostgresJobLocks.class);

	private static final Duration POLL = Duration.ofMillis(100);

	private static final String HOLDER = """
			SELECT activity.application_name FROM pg_locks locks JOIN pg_stat_activity activity USING (pid)
			WHERE locks.locktype = 'advisory' AND locks.granted AND locks.objsubid = 1
			AND locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
			AND (locks.classid::bigint << 32 | locks.objid::bigint) = ?""";

	private final PostgresSessions sessions;

	private final Duration timeout;

	private final Duration watchInterval;

	PostgresJobLocks(PostgresSessions sessions, Duration timeout, Duration watchInterval) {
		this.sessions = sessions;
		this.timeout = timeout;
		this.watchInterval = watchInterval;
	}

	@Override
	public JobLock acquire(String job) {
		return lock(job, (jdbc, key) -> await(jdbc, key, job)).orElseThrow();
	}

	@Override
	public Optional<JobLock> tryAcquire(String job) {
		return lock(job, PostgresJobLocks::take);
	}

	@Override
	public boolean areShared() {
		return true;
	}

	private Optional<JobLock> lock(String job, BiPredicate<JdbcClient, Long> taking) {
		SingleConnectionDataSource session = this.sessions.open();
		PostgresJobLock lock = null;
		try {
			JdbcClient jdbc = JdbcClient.create(session);
			long key = key(jdbc.sql("SELECT current_schema()").query(String.class).optional().orElse(""), job);
			if (taking.test(jdbc, key)) {
				lock = new PostgresJobLock(job, key, session, this.watchInterval);
			}
			return Optional.ofNullable(lock);
		}
		catch (DataAccessException ex) {
			throw this.sessions.failure(ex);
		}
		finally {
			if (lock == null) {
				session.destroy();
			}
		}
	}

	/** Advisory locks are common to all that use the database, and to all its schemas. */
	private static long key(String schema, String job) {
		byte[] name = ("log-archiver job " + schema + " " + job).getBytes(StandardCharsets.UTF_8);
		return UUID.nameUUIDFromBytes(name).getMostSignificantBits();
	}

	private static boolean take(JdbcClient jdbc, long key) {
		return jdbc.sql("SELECT pg_try_advisory_lock(?)").param(key).query(Boolean.class).single();
	}

	private boolean await(JdbcClient jdbc, long key, String job) {
		long start = System.nanoTime();
		long patience = TimeUnit.NANOSECONDS.convert(this.timeout);
		boolean said = false;
		while (!take(jdbc, key)) {
			if (!said && patience > 0) {
				logger.warn("Waiting for the job '{}', which is being run by {}", job, holder(jdbc, key));
				said = true;
			}
			if (System.nanoTime() - start >= patience) {
				throw new BusyException("The job '" + job + "' is being run by " + holder(jdbc, key),
						"wait for it to end, or run another job (--job)");
			}
			LockSupport.parkNanos(POLL.toNanos());
		}
		return true;
	}

	private static String holder(JdbcClient jdbc, long key) {
		return jdbc.sql(HOLDER)
			.param(key)
			.query(String.class)
			.optional()
			.filter((name) -> !name.isBlank())
			.orElse("another process");
	}

}
