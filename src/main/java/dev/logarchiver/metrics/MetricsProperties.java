package dev.logarchiver.metrics;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.network.WebAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Where the metrics of an execution are published; nowhere unless one of these is set.
 *
 * @param textfileDirectory the directory of node_exporter's textfile collector, such as
 * {@code /var/lib/prometheus/node-exporter}
 * @param pushgateway a Prometheus Pushgateway
 * @param otlp a receiver of OpenTelemetry's protocol
 * @param timeout how long the end of an execution may wait for its metrics
 */
@ConfigurationProperties("archiver.metrics")
record MetricsProperties(@Nullable Path textfileDirectory, @DefaultValue Pushgateway pushgateway,
		@DefaultValue Otlp otlp, @DefaultValue("5s") Duration timeout) {

	private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

	MetricsProperties {
		if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
			throw SettingException.ofValue("archiver.metrics.timeout", timeout,
					"give a duration above 0 and up to 1m, such as 5s");
		}
		textfileDirectory = (textfileDirectory != null && !textfileDirectory.toString().isBlank())
				? textfileDirectory.toAbsolutePath().normalize() : null;
	}

	/** Whether nothing is to be published. */
	boolean off() {
		return this.textfileDirectory == null && this.pushgateway.url() == null && this.otlp.url() == null;
	}

	/**
	 * A Prometheus Pushgateway.
	 *
	 * @param url where it is, such as {@code http://localhost:9091}
	 * @param username the user of its basic authentication, such as {@code archiver}
	 * @param password the password of that user, such as {@code secret}. It belongs in
	 * the environment
	 */
	record Pushgateway(@Nullable String url, @Nullable String username, @Nullable String password) {

		Pushgateway {
			url = address("archiver.metrics.pushgateway.url", url, "http://localhost:9091");
			username = StringUtils.hasText(username) ? username : null;
			password = StringUtils.hasText(password) ? password : null;
			if ((username == null) != (password == null)) {
				throw new SettingException(
						"archiver.metrics.pushgateway." + ((username != null) ? "username" : "password"),
						"archiver.metrics.pushgateway.username and archiver.metrics.pushgateway.password belong together",
						"set both or none");
			}
		}

		/** Without the password. */
		@Override
		public String toString() {
			return "Pushgateway[url=" + this.url + "]";
		}

	}

	/**
	 * A receiver of OpenTelemetry's protocol.
	 *
	 * @param url where it receives metrics, such as
	 * {@code http://localhost:4318/v1/metrics}
	 * @param headers headers to send, such as {@code x-api-key=secret} for a key or a
	 * token, separated by commas
	 */
	record Otlp(@Nullable String url, @Nullable String headers) {

		Otlp {
			url = address("archiver.metrics.otlp.url", url, "http://localhost:4318/v1/metrics");
			headers = StringUtils.hasText(headers) ? headers.strip() : null;
			if (headers != null && !headers.matches("[^=,\\s]+=[^,]*(,\\s*[^=,\\s]+=[^,]*)*")) {
				throw new SettingException("archiver.metrics.otlp.headers", "archiver.metrics.otlp.headers is invalid",
						"give name=value, separated by commas");
			}
		}

		/** Without the headers, which may hold a key. */
		@Override
		public String toString() {
			return "Otlp[url=" + this.url + "]";
		}

	}

	/**
	 * Checks an address.
	 * @return the address without a slash at its end; {@code null} where none is set
	 */
	private static @Nullable String address(String setting, @Nullable String text, String example) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		String remedy = "give a URL such as " + example;
		try {
			URI uri = WebAddress.parse(text.strip().replaceFirst("/+$", ""));
			if (String.valueOf(uri.getRawAuthority()).contains("@") || uri.getRawQuery() != null
					|| text.contains("#")) {
				throw new SettingException(setting, setting + " contains more than an address, possibly a secret",
						remedy + ", and set credentials by the settings beside it");
			}
			if (WebAddress.host(uri) != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
				return uri.toString();
			}
		}
		catch (IllegalArgumentException ex) {
			// reported below
		}
		throw new SettingException(setting, setting + " is not a valid http or https URL", remedy);
	}

}
