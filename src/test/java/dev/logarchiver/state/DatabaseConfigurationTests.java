package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.logarchiver.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The database is an H2 file in the state directory, or where the user says.
 */
class DatabaseConfigurationTests {

	private static final String POSTGRES = TestDatabase.postgres().dataSource().getJdbcUrl();

	private final ApplicationContextRunner program = new ApplicationContextRunner()
		.withUserConfiguration(DatabaseConfiguration.class, Settings.class);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path parent;

	@Test
	void keepsEverybodyElseOutOfTheDirectoryOfItsDatabase() throws IOException {
		Path directory = this.parent.resolve("state");
		in(directory).run((context) -> {
			assertThat(one(context)).isOne();
			assertThat(directory.resolve("log-archiver.mv.db")).isRegularFile();
			assertThat(permissions(directory)).containsExactly("rw-------");
			assertThatExceptionOfType(BusyException.class)
				.isThrownBy(() -> StateLock.acquire(directory, Duration.ZERO, "status"))
				.withMessageContaining("(run nightly)");
		});
		StateLock.acquire(directory, Duration.ZERO, "status").close();
	}

	@Test
	void h2LosesNothingAtAKillAndStaysOpenUntilTheProgramClosesIt() {
		in(this.parent).run((context) -> {
			assertThat(context.getBean(HikariDataSource.class).getJdbcUrl()).contains(";DB_CLOSE_ON_EXIT=FALSE");
			assertThat(setting(context, "WRITE_DELAY")).isEqualTo("0");
			assertThat(setting(context, "MODE")).isEqualTo("PostgreSQL");
		});
	}

	@Test
	void h2WritesNoFileAboutStatementsThatFail() {
		in(this.parent).run((context) -> {
			JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
			assertThatExceptionOfType(BadSqlGrammarException.class)
				.isThrownBy(() -> jdbc.sql("SELECT * FROM missing").query().listOfRows());
			assertThat(this.parent.resolve("log-archiver.trace.db")).doesNotExist();
		});
	}

	@Test
	void takesADirectoryWithSpacesAndOddCharacters() {
		Path directory = this.parent.resolve("my state, 100% ünï'code?#&=x");
		in(directory).run((context) -> {
			assertThat(one(context)).isOne();
			assertThat(directory.resolve("log-archiver.mv.db")).isRegularFile();
		});
	}

	@Test
	void refusesADirectoryThatH2WouldTakeForSettings() {
		Path directory = this.parent.resolve("a;INIT=CREATE TABLE injected(x INT)");
		in(directory).run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(ConfigurationException.class)
			.hasMessageContaining("has a ';' in its path")
			.hasMessageContaining("--state"));
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void anotherDatabaseLeavesTheDirectoryAlone() {
		Path directory = this.parent.resolve("a;b");
		in(directory).withPropertyValues("spring.datasource.url=" + POSTGRES, "spring.datasource.username=postgres")
			.run((context) -> {
				assertThat(one(context)).isOne();
				assertThat(context.getBean(HikariDataSource.class).getUsername()).isEqualTo("postgres");
				assertThat(context.getBean(JobLocks.class)).isInstanceOf(PostgresJobLocks.class);
			});
		assertThat(directory).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:other?password=hidden", "postgres://me:hidden@host/db",
			"jdbc:postgresql://host:port/db?password=hidden" })
	void refusesAUrlOfAnotherKindWithoutRepeatingItsSecrets(String url) {
		in(this.parent).withPropertyValues("spring.datasource.url=" + url)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.satisfies(
						(cause) -> assertThat(cause.toString()).contains("jdbc:postgresql:").doesNotContain("hidden")));
	}

	@Test
	void anEmptyUrlCountsAsMissing() {
		in(this.parent).withPropertyValues("spring.datasource.url=").run((context) -> {
			assertThat(one(context)).isOne();
			assertThat(this.parent.resolve("log-archiver.mv.db")).isRegularFile();
		});
	}

	@Test
	void thePoolTakesTheUsualSettings() {
		in(this.parent).withPropertyValues("spring.datasource.hikari.maximum-pool-size=3")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(3));
	}

	@Test
	void aTransactionHoldsNoConnectionBeforeItsFirstStatement() {
		in(this.parent).run((context) -> {
			DataSource database = context.getBean(DataSource.class);
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult((_) -> {
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
				assertThat(one(context)).isOne();
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isOne();
			});
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		});
	}

	@Test
	void refusesANegativeLockTimeout() {
		in(this.parent).withPropertyValues("archiver.lock-timeout=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ConfigurationException.class)
				.hasMessageContaining("archiver.lock-timeout"));
	}

	private static Set<String> permissions(Path directory) throws IOException {
		Set<String> permissions = new TreeSet<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
			for (Path file : files) {
				permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
			}
		}
		return permissions;
	}

	private ApplicationContextRunner in(Path directory) {
		return this.program.withPropertyValues("archiver.state-dir=" + directory, "archiver.holder=run nightly");
	}

	private static int one(ApplicationContext context) {
		return JdbcClient.create(context.getBean(DataSource.class)).sql("SELECT 1").query(Integer.class).single();
	}

	private static String setting(ApplicationContext context, String name) {
		return JdbcClient.create(context.getBean(DataSource.class))
			.sql("SELECT setting_value FROM information_schema.settings WHERE setting_name = ?")
			.param(name)
			.query(String.class)
			.single();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(StateProperties.class)
	static class Settings {

	}

}
