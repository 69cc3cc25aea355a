package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.Secrets;
import dev.logarchiver.failure.SettingException;
import dev.logarchiver.network.WebAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * How the platform is called.
 *
 * @param baseUrl where the API is, such as {@code https://coreclaw.example.com}; default:
 * {@code https://openapi.coreclaw.com}
 * @param apiKey the API key, such as {@code ck-0123456789}. It belongs in the environment
 * or in a file of its own
 * @param apiKeyFile a file that holds the API key, such as
 * {@code /run/secrets/coreclaw-key}; ignored when the key itself is set
 * @param auth how the key is sent: as {@code Authorization: Bearer}, as a header
 * {@code api-key} or as the query parameter {@code token}
 * @param allowHttp whether the key may go over plain http to hosts other than this one
 * @param rateLimit the most API requests a second, such as {@code 10}, with PostgreSQL of
 * all processes with the same key together; default: none, the rate adapts to what the
 * platform allows
 * @param maxAttempts how many times an API call is attempted, the first included
 * @param timeout how long to wait for the next byte of an answer of the API
 * @param answerTimeout how long a whole answer of the API may take, from the connection
 * to the last byte, at each attempt
 * @param retryDelay how long to wait at most before the first retry of an API call;
 * doubles with each
 * @param rateLimitPatience how long an API call is retried while the server reports too
 * many requests
 */
@ConfigurationProperties("archiver.coreclaw")
record CoreClawProperties(@Nullable String baseUrl, @Nullable String apiKey, @Nullable String apiKeyFile,
		@DefaultValue("bearer") Auth auth, @DefaultValue("false") boolean allowHttp, @Nullable Double rateLimit,
		@DefaultValue("5") int maxAttempts, @DefaultValue("30s") Duration timeout,
		@DefaultValue("30s") Duration answerTimeout, @DefaultValue("1s") Duration retryDelay,
		@DefaultValue("10m") Duration rateLimitPatience) {

	private static final String DEFAULT_BASE_URL = "https://openapi.coreclaw.com";

	private static final String CORRECT_IT = "correct it, or leave it out for " + DEFAULT_BASE_URL;

	/** For a pipe whose other end has to fetch the key first. */
	private static final Duration KEY_PATIENCE = Duration.ofSeconds(5);

	private static final int MOST_ATTEMPTS = 100;

	CoreClawProperties {
		if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
			throw SettingException.ofValue("archiver.coreclaw.max-attempts", maxAttempts,
					"give a number from 1 to " + MOST_ATTEMPTS);
		}
		if (rateLimit != null && !(rateLimit > 0)) {
			throw SettingException.ofValue("archiver.coreclaw.rate-limit", rateLimit,
					"give a number of requests a second above 0, or leave it out");
		}
		positive("timeout", timeout);
		positive("answer-timeout", answerTimeout);
		positive("retry-delay", retryDelay);
		positive("rate-limit-patience", rateLimitPatience);
	}

	private static void positive(String name, Duration duration) {
		if (!duration.isPositive()) {
			throw SettingException.ofValue("archiver.coreclaw." + name, duration,
					"give a duration above 0, such as 60s");
		}
	}

	/**
	 * The address of the API.
	 * @return an http or https URI without path, query or user
	 * @throws ConfigurationException if CORECLAW_BASE_URL is not such an address, or one
	 * to which a key must not go in clear text
	 */
	URI base() {
		String text = StringUtils.hasText(this.baseUrl) ? this.baseUrl.strip() : DEFAULT_BASE_URL;
		URI uri;
		try {
			uri = WebAddress.parse(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
		}
		catch (IllegalArgumentException ex) {
			throw badBase("is not a valid URL", CORRECT_IT);
		}
		boolean https = "https".equalsIgnoreCase(uri.getScheme());
		if (!https && !"http".equalsIgnoreCase(uri.getScheme())) {
			throw badBase("does not start with https://", CORRECT_IT);
		}
		String host = WebAddress.host(uri);
		if (host == null || uri.getRawQuery() != null || uri.getRawAuthority().contains("@") || text.contains("#")) {
			throw badBase("is not a plain URL, without user, query or fragment", CORRECT_IT);
		}
		if (!https && !this.allowHttp && !isLoopback(host)) {
			throw badBase("'" + Printable.escape(uri.toString()) + "' would send the API key in clear text",
					"use https, or set archiver.coreclaw.allow-http=true");
		}
		return uri;
	}

	/**
	 * The API key.
	 * @return the key, from the variable or the file
	 * @throws ConfigurationException if there is none, or none that could be a key
	 */
	String key() {
		String key = StringUtils.hasText(this.apiKey) ? this.apiKey.strip() : keyInFile();
		if (key.isEmpty()) {
			throw new ConfigurationException("No API key",
					"set CORECLAW_API_KEY, or CORECLAW_API_KEY_FILE to a file that holds it", null);
		}
		if (!key.chars().allMatch((character) -> character > ' ' && character < 127)) {
			throw new ConfigurationException("The API key in "
					+ (StringUtils.hasText(this.apiKey) ? "CORECLAW_API_KEY" : "CORECLAW_API_KEY_FILE")
					+ " contains blanks or characters that are not valid in a key", "copy it again", null);
		}
		Secrets.keep(key);
		return key;
	}

	private String keyInFile() {
		if (!StringUtils.hasText(this.apiKeyFile)) {
			return "";
		}
		try {
			return new KeyFile(Path.of(this.apiKeyFile.strip()), KEY_PATIENCE).read();
		}
		catch (FileSystemException | IllegalArgumentException ex) {
			throw badFile(this.apiKeyFile, ex.getClass().getSimpleName());
		}
		catch (IOException ex) {
			throw badFile(this.apiKeyFile, String.valueOf(ex.getMessage()));
		}
	}

	private static SettingException badFile(String file, String why) {
		return new SettingException(
				"archiver.coreclaw.api-key-file", "CORECLAW_API_KEY_FILE names '" + Printable.escape(file)
						+ "', which can't be read (" + Printable.escape(why) + ")",
				"correct the path or the permissions");
	}

	private static boolean isLoopback(String host) {
		try {
			return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static ConfigurationException badBase(String what, String remedy) {
		return new SettingException("archiver.coreclaw.base-url", "CORECLAW_BASE_URL " + what, remedy);
	}

	/** Without the key. */
	@Override
	public String toString() {
		return "CoreClawProperties[auth=" + this.auth + ", maxAttempts=" + this.maxAttempts + "]";
	}

	/** How the key is sent. */
	enum Auth {

		/** As {@code Authorization: Bearer}. */
		BEARER,
		/** As a header {@code api-key}. */
		API_KEY,
		/** As the query parameter {@code token}. */
		QUERY

	}

}
