package dev.logarchiver.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.function.SingletonSupplier;

/**
 * A database with the program's own schema. There is one of each kind for all tests; each
 * test begins with empty tables.
 *
 * @param dataSource its connections
 */
public record TestDatabase(HikariDataSource dataSource) {

	private static final SingletonSupplier<TestDatabase> H2 = SingletonSupplier.of(TestDatabase::reopenedH2);

	private static final SingletonSupplier<TestDatabase> POSTGRES = SingletonSupplier
		.of(() -> migrated(openPostgres()));

	public static TestDatabase h2() {
		return H2.obtain().emptied();
	}

	public static TestDatabase postgres() {
		return POSTGRES.obtain().emptied();
	}

	private static TestDatabase migrated(HikariDataSource dataSource) {
		Flyway.configure().dataSource(dataSource).load().migrate();
		return new TestDatabase(dataSource);
	}

	public JdbcClient jdbc() {
		return JdbcClient.create(this.dataSource);
	}

	public JdbcTemplate template() {
		return new JdbcTemplate(this.dataSource);
	}

	/**
	 * A session of its own.
	 */
	public SingleConnectionDataSource session() {
		return new SingleConnectionDataSource(this.dataSource.getJdbcUrl(),
				Objects.requireNonNullElse(this.dataSource.getUsername(), ""),
				Objects.requireNonNullElse(this.dataSource.getPassword(), ""), true);
	}

	public long count(String table) {
		return jdbc().sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
	}

	private TestDatabase emptied() {
		jdbc().sql("DELETE FROM archived_log").update();
		jdbc().sql("TRUNCATE TABLE pruned_log").update();
		jdbc().sql("TRUNCATE TABLE log_hold").update();
		jdbc().sql("TRUNCATE TABLE failed_worker").update();
		jdbc().sql("TRUNCATE TABLE open_upload").update();
		jdbc().sql("TRUNCATE TABLE archive").update();
		jdbc().sql("TRUNCATE TABLE stray_partial").update();
		jdbc().sql("TRUNCATE TABLE missing_log").update();
		jdbc().sql("TRUNCATE TABLE unfinished_run").update();
		jdbc().sql("TRUNCATE TABLE notified_job").update();
		jdbc().sql("TRUNCATE TABLE notified_condition").update();
		jdbc().sql("TRUNCATE TABLE notification").update();
		jdbc().sql("DELETE FROM worker_list").update();
		return this;
	}

	/**
	 * As a job finds it: H2 may have the indexes of a file that it opens in another order
	 * than they were made in, and of two that serve a query equally takes the first.
	 */
	private static TestDatabase reopenedH2() {
		try {
			String url = H2File.in(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "h2-")).url();
			migrated(DatabaseConfiguration.h2(url)).dataSource().close();
			return new TestDatabase(DatabaseConfiguration.h2(url));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The server ends with this process.
	 */
	private static HikariDataSource openPostgres() {
		try {
			return pool(EmbeddedPostgres.builder()
				.setPGStartupWait(Duration.ofMinutes(2))
				.start()
				.getJdbcUrl("postgres", "postgres"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername("postgres");
		return pool;
	}

}
