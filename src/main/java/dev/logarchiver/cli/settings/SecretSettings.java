package dev.logarchiver.cli.settings;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.failure.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Hides the secrets among the settings and in the environment from what is logged. */
final class SecretSettings {

	private static final Pattern SECRET = Pattern
		.compile("(?i).*(password|secret|token|api[-_.]?key|credential|authorization|passphrase)[^.]*");

	/** Names of where a secret is, and of what is none. */
	private static final Pattern NONE = Pattern.compile("(?i).*(file|path|dir|uri|url|endpoint|[-_.]id|keyid)");

	private static final Pattern HEADERS = Pattern.compile("(?i).*headers");

	/** Addresses whose paths let whoever knows them speak in the user's name. */
	private static final Pattern ADDRESS = Pattern.compile("(?i).*(ping|notify)[._-]url");

	private static final Pattern IN_URL = Pattern.compile("://[^/\\s:@]*:([^/\\s@]+)@|[?&;]password=([^&;\\s]+)",
			Pattern.CASE_INSENSITIVE);

	private SecretSettings() {
	}

	static void hide(ConfigurableEnvironment environment) {
		environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.distinct()
			.forEach((name) -> keep(name, value(environment, name)));
	}

	/** What refers to a setting that isn't there is reported later. */
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
		if (ADDRESS.matcher(name).matches()) {
			keepAddress(value);
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

	private static void keepAddress(String url) {
		try {
			URI address = URI.create(url.strip());
			Secrets.keep(address.getRawPath());
			Secrets.keep(address.getRawQuery());
		}
		catch (IllegalArgumentException ex) {
			// is refused later, without being repeated
		}
	}

}
