package dev.logarchiver.ledger;

import java.time.Clock;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.util.StringUtils;

/**
 * The database of the job repository and the ledger: an H2 file in the state directory,
 * unless {@code spring.datasource.url} names another.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSourceProperties.class)
class DatabaseConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	@ConfigurationProperties("spring.datasource.hikari")
	HikariDataSource pool(DataSourceProperties database, StateDirectory directory) {
		return directory.databaseUrl()
			.map(DatabaseConfiguration::h2)
			.orElseGet(() -> database.initializeDataSourceBuilder().type(HikariDataSource.class).build());
	}

	static HikariDataSource h2(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername("sa");
		pool.setPassword("");
		return pool;
	}

	/**
	 * Takes a connection from the pool at the first statement only, so that a transaction
	 * holds none while bytes move.
	 */
	@Bean
	@Primary
	DataSource dataSource(HikariDataSource pool) {
		return new LazyConnectionDataSourceProxy(pool);
	}

	@Bean
	StateDirectory stateDirectory(StateProperties state, DataSourceProperties database) {
		return StringUtils.hasText(database.getUrl()) ? StateDirectory.withoutDatabase()
				: StateDirectory.withDatabase(state);
	}

}
