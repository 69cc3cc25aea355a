package dev.logarchiver.cli.settings;

import java.util.Set;

import dev.logarchiver.failure.SettingException;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Refuses a log format that there is not before Spring Boot fails by it with a stack
 * trace: once the settings are read, and before the logging begins.
 */
public final class LogFormat implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final String SETTING = "logging.structured.format.console";

	private static final Set<String> FORMATS = Set.of("", "ecs", "gelf", "logstash");

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		String format = event.getEnvironment().getProperty(SETTING, "");
		if (!FORMATS.contains(format)) {
			throw SettingException.ofValue(SETTING, format,
					"give ecs, logstash or gelf for JSON lines, or leave it out for text");
		}
	}

	@Override
	public int getOrder() {
		// between the listener that reads the settings and the one that starts the
		// logging
		return Ordered.HIGHEST_PRECEDENCE + 15;
	}

}
