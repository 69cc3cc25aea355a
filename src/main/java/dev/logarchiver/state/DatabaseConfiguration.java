package dev.logarchiver.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.logarchiver.failure.AdvisedException;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.pace.CallBudgets;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.util.StringUtils;

/**
 * The database of the job repository and the ledger: an H2 file in the state directory,
 * unless {@code spring.datasource.url} names another.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSourceProperties.class)
class DatabaseConfiguration {

	private static final String POSTGRES = "jdbc:postgresql:";

	/** Set by the program itself for commands that only read: they create nothing. */
	private static final String READS_ONLY = "${log-archiver.reads-only:false}";

	/** Set by the program itself for the command that serves pages. */
	private static final String SERVES = "${log-archiver.serves:false}";

	/** Set by the program itself for the command that reports a database out of reach. */
	private static final String EXAMINES = "${log-archiver.examines:false}";

	/** How long a statement waits for a connection. */
	private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

	/** How long PostgreSQL may take to answer; the driver would wait forever. */
	private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration WATCH_INTERVAL = Duration.ofSeconds(2);

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	@ConfigurationProperties("spring.datasource.hikari")
	HikariDataSource pool(DataSourceProperties database, StateDirectory directory) {
		return directory.database().map(H2File::url).map(DatabaseConfiguration::h2).orElseGet(() -> postgres(database));
	}

	static HikariDataSource h2(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername("sa");
		pool.setPassword("");
		pool.setMinimumIdle(1);
		return pool;
	}

	private static HikariDataSource postgres(DataSourceProperties database) {
		if (!database.determineUrl().startsWith(POSTGRES)) {
			throw new ConfigurationException("spring.datasource.url doesn't begin with " + POSTGRES,
					"give a URL such as jdbc:postgresql://host:5432/name, or none for the H2 database in the state "
							+ "directory",
					null);
		}
		HikariDataSource pool = database.initializeDataSourceBuilder().type(HikariDataSource.class).build();
		pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
		// more come as they are needed, and most commands need one
		pool.setMinimumIdle(1);
		pool.addDataSourceProperty("socketTimeout", SILENCE_TIMEOUT.toSeconds());
		return pool;
	}

	/**
	 * Takes a connection from the pool at the first statement only, so that a transaction
	 * holds none while bytes move. One is taken right now, to find out whether there is a
	 * database at all; an H2 file is brought up to date first, while the pool has no
	 * connection to it.
	 */
	@Bean
	@Primary
	DataSource dataSource(ObjectProvider<HikariDataSource> pools, StateDirectory directory, Clock clock,
			@Value(READS_ONLY) boolean readsOnly, @Value(SERVES) boolean serves) {
		if (serves && directory.database().isPresent()) {
			return new DatabaseCopies(directory.database().get(), clock);
		}
		return upToDate(pools.getObject(), directory, readsOnly, serves);
	}

	@Bean
	ServedDatabase servedDatabase(DataSource dataSource) {
		return (dataSource instanceof DatabaseCopies copies) ? copies : new LiveDatabase(dataSource);
	}

	private static DataSource upToDate(HikariDataSource pool, StateDirectory directory, boolean readsOnly,
			boolean serves) {
		try {
			if (!isUpToDate(pool, directory)) {
				migrate(pool, readsOnly, !serves);
			}
			return new LazyConnectionDataSourceProxy(pool);
		}
		catch (SQLException ex) {
			throw DatabaseFailures.of(pool.getJdbcUrl(), new UncategorizedSQLException("Connecting", null, ex));
		}
		catch (AdvisedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw DatabaseFailures.of(pool.getJdbcUrl(), ex);
		}
	}

	private static boolean isUpToDate(HikariDataSource pool, StateDirectory directory) throws SQLException {
		try (Connection _ = directory.database().map(DatabaseConfiguration::upToDate).orElse(null);
				Connection connection = pool.getConnection()) {
			return directory.database().isPresent() || Migrations.areApplied(connection);
		}
	}

	private static Connection upToDate(H2File database) {
		return new H2Upgrade(database, Flyway.configure()).open();
	}

	/**
	 * PostgreSQL undoes a migration that is interrupted. Pages make none: jobs of another
	 * version may go on using the tables while they are served.
	 */
	private static void migrate(HikariDataSource pool, boolean readsOnly, boolean migrates) {
		Flyway flyway = Flyway.configure().dataSource(pool).load();
		if (readsOnly && flyway.info().applied().length == 0) {
			throw NoArchive.in("the database " + DatabaseFailures.withoutSecrets(pool.getJdbcUrl()));
		}
		if (migrates) {
			flyway.migrate();
		}
	}

	@Bean
	JobLocks jobLocks(StateDirectory directory, StateProperties state, HikariDataSource pool) {
		return directory.database().isPresent() ? new DirectoryJobLocks() : new PostgresJobLocks(
				new PostgresSessions(pool, ApplicationName.of(state.holder())), state.lockTimeout(), WATCH_INTERVAL);
	}

	/**
	 * Opens the database when the first call is made; not for the few calls of whoever
	 * reports that there is none.
	 */
	@Bean
	CallBudgets callBudgets(DataSourceProperties database, StateProperties state,
			ObjectProvider<HikariDataSource> pools, @Value(EXAMINES) boolean examines) {
		if (examines || !StringUtils.hasText(database.getUrl())) {
			return CallBudgets.ofThisProcess();
		}
		return new PostgresCallBudgets(
				() -> new PostgresSessions(pools.getObject(), ApplicationName.of(state.holder())));
	}

	/**
	 * A copy of the ledger has no use for hashes without it, and one database has one.
	 */
	@Bean
	HashKey hashKey(StateDirectory directory, StateProperties state, DataSource database) {
		return directory.database().isPresent() ? new FileHashKey(state.stateDir()) : new TableHashKey(database);
	}

	@Bean
	StateDirectory stateDirectory(StateProperties state, DataSourceProperties database,
			@Value(READS_ONLY) boolean readsOnly, @Value(SERVES) boolean serves) {
		if (StringUtils.hasText(database.getUrl())) {
			return StateDirectory.withoutDatabase();
		}
		return serves ? StateDirectory.unlocked(state, readsOnly) : StateDirectory.withDatabase(state, readsOnly);
	}

}
