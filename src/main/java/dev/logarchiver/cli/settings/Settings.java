package dev.logarchiver.cli.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.failure.SettingException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Brings the settings of a command in order before anything is made of them, and knows
 * from then on where they come from.
 */
public final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext>,
		ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final String LOG_FORMAT = "logging.structured.format.console";

	private static final Set<String> LOG_FORMATS = Set.of("", "ecs", "gelf", "logstash");

	/** Bad settings are reported whatever a command asks for. */
	private static final LazyInitializationExcludeFilter EAGER_SETTINGS = (name, definition, type) -> type
		.isAnnotationPresent(ConfigurationProperties.class);

	/** The configuration file as its user named it. */
	private final @Nullable Path config;

	private SettingOrigins origins;

	private @Nullable ConfigurableEnvironment environment;

	public Settings(@Nullable Path config) {
		this.config = config;
		this.origins = new SettingOrigins(List.of(), config);
	}

	/** Comes once all files are read, and before the logging begins. */
	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER - 1;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		SecretSettings.hide(environment);
		requireLogFormat(environment);
		new ConfigFileChecks(environment, this.origins).refuseCode();
	}

	/**
	 * Refuses a format that there is not before Spring Boot fails by it with a stack
	 * trace.
	 */
	private static void requireLogFormat(Environment environment) {
		String format = environment.getProperty(LOG_FORMAT, "");
		if (!LOG_FORMATS.contains(format)) {
			throw SettingException.ofValue(LOG_FORMAT, format,
					"give ecs, logstash or gelf for JSON lines, or leave it out for text");
		}
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		this.environment = environment;
		this.origins = new SettingOrigins(ConfigurationPropertySources.get(environment), this.config);
		context.getBeanFactory().registerSingleton("settingOrigins", this.origins);
		context.getBeanFactory().registerSingleton("eagerSettings", EAGER_SETTINGS);
		new ConfigFileChecks(environment, this.origins).refuse();
		new RelativePaths(environment, this.origins).resolve();
	}

	/**
	 * All values.
	 * @return the values; empty when the start did not come so far
	 */
	public Optional<Environment> environment() {
		return Optional.ofNullable(this.environment);
	}

	/**
	 * Adds to a problem with a setting where that stands.
	 * @param problem any problem
	 * @return what to throw instead
	 */
	public RuntimeException locate(RuntimeException problem) {
		return (problem instanceof MarkedYAMLException yaml) ? UsualFiles.malformed(this.config, yaml)
				: new SettingProblems(this.origins).locate(problem);
	}

}
