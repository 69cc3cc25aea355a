package dev.logarchiver.state;

import java.time.Duration;
import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Opens connections beside the pool, by the pool's settings.
 *
 * @param pool has the settings
 * @param application what the server shows about the connections
 */
record PostgresSessions(HikariDataSource pool, String application) {

	/** How long the server may take to answer the short statements that these are for. */
	private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(15);

	/**
	 * The server notices within a minute that the machine at the other end is gone; by
	 * itself it would wait for hours.
	 */
	private static final String KEEP_ALIVE = """
			SELECT set_config('tcp_keepalives_idle', '30', FALSE), set_config('tcp_keepalives_interval', '10', FALSE),
			set_config('tcp_keepalives_count', '3', FALSE)""";

	/**
	 * Opens a connection.
	 * @return the connection, to be destroyed by the caller
	 */
	SingleConnectionDataSource open() {
		return open(SILENCE_TIMEOUT);
	}

	/**
	 * Opens a connection whose statements fail sooner.
	 * @param silenceTimeout how long the server may take to answer, and to be reached
	 */
	SingleConnectionDataSource open(Duration silenceTimeout) {
		SingleConnectionDataSource session = new SingleConnectionDataSource(this.pool.getJdbcUrl(), true);
		session.setConnectionProperties(properties(silenceTimeout));
		try {
			JdbcClient.create(session).sql(KEEP_ALIVE).query().singleRow();
			return session;
		}
		catch (DataAccessException ex) {
			session.destroy();
			throw failure(ex);
		}
	}

	RuntimeException failure(DataAccessException failure) {
		return DatabaseFailures.of(this.pool.getJdbcUrl(), failure);
	}

	private Properties properties(Duration silenceTimeout) {
		Properties properties = new Properties();
		properties.putAll(this.pool.getDataSourceProperties());
		properties.setProperty("ApplicationName", this.application);
		properties.setProperty("socketTimeout", String.valueOf(silenceTimeout.toSeconds()));
		properties.setProperty("connectTimeout", String.valueOf(silenceTimeout.toSeconds()));
		if (this.pool.getUsername() != null) {
			properties.setProperty("user", this.pool.getUsername());
		}
		if (this.pool.getPassword() != null) {
			properties.setProperty("password", this.pool.getPassword());
		}
		return properties;
	}

}
