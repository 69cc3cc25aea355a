package dev.logarchiver.cli.settings;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.failure.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Has the secrets among the settings and in the environment hidden, before the logging
 * begins.
 */
public final class SecretSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final Pattern SECRET = Pattern
		.compile("(?i).*(password|secret|token|api[-_.]?key|credential|authorization|passphrase)[^.]*");

	/** Names of where a secret is, and of what is none. */
	private static final Pattern NONE = Pattern.compile("(?i).*(file|path|dir|uri|url|endpoint|[-_.]id|keyid)");

	private static final Pattern HEADERS = Pattern.compile("(?i).*headers");

	private static final Pattern PING = Pattern.compile("(?i).*ping[._-]url");

	private static final Pattern IN_URL = Pattern.compile("://[^/\\s:@]*:([^/\\s@]+)@|[?&;]password=([^&;\\s]+)",
			Pattern.CASE_INSENSITIVE);

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.distinct()
			.forEach((name) -> keep(name, value(environment, name)));
	}

	/**
	 * What refers to a setting that isn't there is told later.
	 */
	private static @Nullable String value(ConfigurableEnvironment environment, String name) {
		try {
			return environment.getProperty(name);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static void keep(String name, @Nullable String value) {
		if (value == null || value.isBlank()) {
			return;
		}
		Matcher inUrl = IN_URL.matcher(value);
		while (inUrl.find()) {
			Secrets.keep((inUrl.group(1) != null) ? inUrl.group(1) : inUrl.group(2));
		}
		if (PING.matcher(name).matches()) {
			keepPath(value);
		}
		else if (HEADERS.matcher(name).matches()) {
			for (String header : value.split(",", -1)) {
				Secrets.keep(header.substring(header.indexOf('=') + 1).replaceFirst("^\\s*\\S+\\s+", ""));
			}
		}
		else if (SECRET.matcher(name).matches() && !NONE.matcher(name).matches()) {
			Secrets.keep(value);
		}
	}

	/**
	 * Whoever knows the path can report in the user's name.
	 */
	private static void keepPath(String url) {
		try {
			String path = URI.create(url.strip()).getRawPath();
			Secrets.keep((path != null) ? path.substring(Math.min(1, path.length())) : null);
		}
		catch (IllegalArgumentException ex) {
			// is refused later, without being repeated
		}
	}

	@Override
	public int getOrder() {
		// between the listener that reads the settings and the one that starts the
		// logging
		return Ordered.HIGHEST_PRECEDENCE + 14;
	}

}
