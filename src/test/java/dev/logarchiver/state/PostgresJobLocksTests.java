package dev.logarchiver.state;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import dev.logarchiver.failure.OutOfReachException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * On PostgreSQL one process at a time has the lock of a job.
 */
class PostgresJobLocksTests {

	private static final Duration AT_ONCE = Duration.ZERO;

	private static final Duration PATIENT = Duration.ofMinutes(1);

	private final TestDatabase database = TestDatabase.postgres();

	@Test
	void namesTheJobAndWhoRunsIt() {
		try (JobLock _ = locks("run --job nightly", AT_ONCE).acquire("nightly")) {
			assertThatExceptionOfType(BusyException.class).isThrownBy(() -> locks("run", AT_ONCE).acquire("nightly"))
				.withMessage("The job 'nightly' is being run by log-archiver run --job nightly (process 1 on host): "
						+ "wait for it to end, or run another job (--job)");
		}
	}

	@Test
	void differentJobsRunSideBySide() {
		try (JobLock nightly = locks("run", AT_ONCE).acquire("nightly");
				JobLock weekly = locks("run", AT_ONCE).acquire("weekly")) {
			nightly.requireHeld();
			weekly.requireHeld();
			assertThat(nightly.covers("nightly")).isTrue();
			assertThat(nightly.covers("weekly")).isFalse();
		}
	}

	@Test
	void whoOnlyTriesDoesNotWait() {
		PostgresJobLocks locks = locks("run", PATIENT);
		assertThat(locks.areShared()).isTrue();
		try (JobLock _ = locks.acquire("nightly")) {
			assertThat(locks.tryAcquire("nightly")).isEmpty();
			Awaitility.await().until(() -> sessions() == 1);
		}
		try (JobLock lock = locks.tryAcquire("nightly").orElseThrow()) {
			assertThat(lock.covers("nightly")).isTrue();
			assertThat(locks.tryAcquire("nightly")).isEmpty();
		}
	}

	@Test
	void isFreeAsSoonAsItIsClosed() {
		for (int round = 0; round < 5; round++) {
			locks("run", AT_ONCE).acquire("nightly").close();
		}
		Awaitility.await().until(() -> sessions() == 0);
	}

	@Test
	void waitsForTheOtherProcessToEnd() throws Exception {
		try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
			Future<JobLock> second;
			try (JobLock _ = locks("run", AT_ONCE).acquire("nightly")) {
				second = thread.submit(() -> locks("run", PATIENT).acquire("nightly"));
				Awaitility.await().until(() -> sessions() == 2);
				assertThat(second.isDone()).isFalse();
			}
			second.get(1, TimeUnit.MINUTES).close();
		}
	}

	@Test
	void aLockThatIsRefusedLeavesNoConnection() {
		try (JobLock _ = locks("run", AT_ONCE).acquire("nightly")) {
			assertThatExceptionOfType(BusyException.class).isThrownBy(() -> locks("run", AT_ONCE).acquire("nightly"));
			Awaitility.await().until(() -> sessions() == 1);
		}
	}

	@Test
	void schemasOfOneDatabaseHaveJobsOfTheirOwn() {
		this.database.jdbc().sql("CREATE SCHEMA IF NOT EXISTS other").update();
		try (HikariDataSource other = TestDatabase.pool(url() + "&currentSchema=other");
				JobLock _ = locks("run", AT_ONCE).acquire("nightly")) {
			assertThatNoException().isThrownBy(
					() -> new PostgresJobLocks(new PostgresSessions(other, ""), AT_ONCE, PATIENT).acquire("nightly")
						.close());
		}
	}

	@Test
	void aLostConnectionIsALostLock() {
		try (JobLock lock = locks("run", AT_ONCE).acquire("nightly")) {
			lock.requireHeld();
			this.database.jdbc()
				.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'log-archiver%'")
				.query()
				.listOfRows();
			Awaitility.await()
				.untilAsserted(() -> assertThatExceptionOfType(OutOfReachException.class).isThrownBy(lock::requireHeld)
					.withMessageContainingAll("The lock of the job 'nightly' is lost", "administrator command"));
			locks("run", PATIENT).acquire("nightly").close();
		}
	}

	@Test
	void theServerIsToNoticeADeadMachineSoon() {
		try (var session = new PostgresSessions(this.database.dataSource(), "x").open()) {
			assertThat(org.springframework.jdbc.core.simple.JdbcClient.create(session)
				.sql("SHOW tcp_keepalives_idle")
				.query(String.class)
				.single()).isEqualTo("30");
		}
	}

	private PostgresJobLocks locks(String holder, Duration timeout) {
		return new PostgresJobLocks(
				new PostgresSessions(this.database.dataSource(), ApplicationName.of(holder, 1, "host")), timeout,
				Duration.ofMillis(50));
	}

	private String url() {
		return this.database.dataSource().getJdbcUrl();
	}

	private int sessions() {
		return this.database.jdbc()
			.sql("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name LIKE 'log-archiver%'")
			.query(Integer.class)
			.single();
	}

}
