package dev.logarchiver.execution;

import javax.sql.DataSource;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** The job repository without what runs jobs, for commands that only read. */
public class ReadableRepository {

	@Bean
	JobRepository jobRepository(DataSource database, PlatformTransactionManager transactions) throws Exception {
		JdbcJobRepositoryFactoryBean repository = new JdbcJobRepositoryFactoryBean();
		repository.setDataSource(database);
		repository.setTransactionManager(transactions);
		repository.afterPropertiesSet();
		return repository.getObject();
	}

}
