package dev.logarchiver.execution;

import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.Isolation;

/** The job repository, and what starts jobs. */
@Configuration(proxyBeanMethods = false)
class JobRepositoryConfiguration extends JdbcDefaultBatchConfiguration {

	/** Serializable transactions of jobs that start at once would refuse each other. */
	@Override
	protected Isolation getIsolationLevelForCreate() {
		return Isolation.READ_COMMITTED;
	}

}
