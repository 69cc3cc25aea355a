package dev.logarchiver.cli.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Brings the settings of a command in order before anything is made of them, and knows
 * from then on where they come from.
 */
public final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** Bad settings are told whatever a command asks for. */
	private static final LazyInitializationExcludeFilter EAGER_SETTINGS = (name, definition, type) -> type
		.isAnnotationPresent(ConfigurationProperties.class);

	private final @Nullable Path config;

	private SettingOrigins origins;

	private @Nullable ConfigurableEnvironment environment;

	/**
	 * Creates the settings.
	 * @param config the configuration file as its user named it
	 */
	public Settings(@Nullable Path config) {
		this.config = config;
		this.origins = new SettingOrigins(List.of(), config);
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		this.environment = environment;
		this.origins = new SettingOrigins(ConfigurationPropertySources.get(environment), this.config);
		context.getBeanFactory().registerSingleton("origins", this.origins);
		context.getBeanFactory().registerSingleton("eagerSettings", EAGER_SETTINGS);
		new ConfigFileChecks(environment, this.origins).refuse();
		new RelativePaths(environment, this.origins).resolve();
	}

	/**
	 * All values.
	 * @return the values; empty where no command came so far
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
		return new SettingProblems(this.origins).locate(problem);
	}

}
