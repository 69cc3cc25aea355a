package dev.logarchiver.state;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** What Spring Boot else makes of the database, for commands that only read. */
public class ReadableDatabase {

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
