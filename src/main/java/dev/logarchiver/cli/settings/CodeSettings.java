package dev.logarchiver.cli.settings;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Settings of Spring by which a file could have the program run code that isn't its own:
 * statements in the database, a logging configuration, classes, other files. Whoever
 * starts the program may set them, in the environment; whoever may only write a job
 * definition may not.
 */
final class CodeSettings {

	private static final ConfigurationPropertyName[] NAMES = Stream.of("logging.config", "spring.flyway", "spring.sql",
			"spring.batch.jdbc", "spring.main.sources", "spring.datasource.driver-class-name", "spring.datasource.type",
			"spring.datasource.jndi-name", "spring.datasource.xa", "spring.datasource.hikari.connection-init-sql",
			"spring.datasource.hikari.connection-test-query", "spring.datasource.hikari.driver-class-name",
			"spring.datasource.hikari.data-source-class-name", "spring.datasource.hikari.data-source-j-n-d-i",
			"spring.datasource.hikari.data-source-properties", "spring.datasource.hikari.exception-override-class-name")
		.map(ConfigurationPropertyName::of)
		.toArray(ConfigurationPropertyName[]::new);

	private static final ConfigurationPropertyName IMPORT = ConfigurationPropertyName.of("spring.config.import");

	/** Files that are imported are looked at as well; what comes from elsewhere isn't. */
	private static final Pattern ELSEWHERE = Pattern
		.compile("(?is).*(^|[,;])\\s*(optional:)?(?!optional:|file:|classpath:)[a-z][a-z0-9+.-]*:.*");

	private static final ConfigurationPropertyName DATASOURCE = ConfigurationPropertyName.of("spring.datasource");

	/** Statements for H2, and classes for the driver of PostgreSQL. */
	private static final Pattern URL = Pattern
		.compile("(?is)jdbc:.*[;?&]\\s*(init|socketfactory|sslfactory|sslhostnameverifier|sslpasswordcallback|"
				+ "authenticationpluginclassname|database_event_listener|xmlfactoryfactory)\\s*=.*");

	private CodeSettings() {
	}

	/** Whether a value could have code run. */
	static boolean contain(ConfigurationPropertyName name, String value) {
		if (IMPORT.equals(name) || IMPORT.isAncestorOf(name)) {
			return ELSEWHERE.matcher(value).matches();
		}
		return Stream.of(NAMES).anyMatch((code) -> code.equals(name) || code.isAncestorOf(name))
				|| (DATASOURCE.isAncestorOf(name) && URL.matcher(value).matches());
	}

}
