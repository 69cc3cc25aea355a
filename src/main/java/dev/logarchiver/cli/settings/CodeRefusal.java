package dev.logarchiver.cli.settings;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Refuses files that have other code run, once all are read and before the logging
 * configuration, the first of that kind, is used.
 *
 * @param config the configuration file as its user named it
 */
public record CodeRefusal(
		@Nullable Path config) implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER - 1;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		new ConfigFileChecks(event.getEnvironment(), new SettingOrigins(List.of(), this.config)).refuseCode();
	}

}
