package dev.logarchiver.state;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** What statements and transactions are made by. */
@Configuration(proxyBeanMethods = false)
class JdbcConfiguration {

	@Bean
	JdbcTemplate jdbcTemplate(DataSource database) {
		return new JdbcTemplate(database);
	}

	@Bean
	JdbcClient jdbcClient(JdbcTemplate template) {
		return JdbcClient.create(template);
	}

	@Bean
	PlatformTransactionManager transactionManager(DataSource database) {
		return new JdbcTransactionManager(database);
	}

}
