package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.logarchiver.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The settings of the API.
 */
class CoreClawPropertiesTests {

	@Test
	void goesToThePlatformByDefault() {
		assertThat(bind("base-url", "").base()).hasToString("https://openapi.coreclaw.com");
		assertThat(bind("auth", "api-key").auth()).isEqualTo(CoreClawProperties.Auth.API_KEY);
	}

	@ParameterizedTest
	@CsvSource({ "https://api.example.com/, https://api.example.com", "http://127.0.0.1:8080, http://127.0.0.1:8080",
			"http://localhost, http://localhost", "http://[::1]:1/x, http://[::1]:1/x",
			"https://coreclaw_api:8443, https://coreclaw_api:8443",
			"https://bücher.example, https://xn--bcher-kva.example" })
	void takesPlainAddresses(String text, String base) {
		assertThat(bind("base-url", text).base()).hasToString(base);
	}

	@ParameterizedTest
	@ValueSource(strings = { "openapi.coreclaw.com", "ftp://a", "https://", "https://user:s3cret@a", "https://a?s3cret",
			"https://a#s3cret", "https://a b" })
	void namesTheVariableOfABadAddress(String text) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> bind("base-url", text).base())
			.withMessageStartingWith("CORECLAW_BASE_URL ")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void sendsNoKeyInClearTextUnlessToldTo() {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> bind("base-url", "http://203.0.113.1").base())
			.withMessageContaining("archiver.coreclaw.allow-http=true");
		assertThat(
				bind(Map.of("archiver.coreclaw.base-url", "http://203.0.113.1", "archiver.coreclaw.allow-http", "true"))
					.base())
			.hasToString("http://203.0.113.1");
	}

	@Test
	void readsTheKeyFromTheFile(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("key"), " k3y\n");
		assertThat(bind("api-key-file", file.toString()).key()).isEqualTo("k3y");
	}

	@Test
	void prefersTheVariableToTheFile() {
		assertThat(
				bind(Map.of("archiver.coreclaw.api-key", "k3y ", "archiver.coreclaw.api-key-file", "/nowhere")).key())
			.isEqualTo("k3y");
	}

	@Test
	void namesTheVariableOfAMissingKey() {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> bind("api-key", " ").key())
			.withMessageContaining("CORECLAW_API_KEY");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> bind("api-key-file", "/nowhere").key())
			.withMessageStartingWith("CORECLAW_API_KEY_FILE names '/nowhere'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3 cret", "s3\ncret", "s3cret\u00e9" })
	void doesNotShowAKeyThatCanBeNone(String key) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> bind("api-key", key).key())
			.withMessageContaining("CORECLAW_API_KEY")
			.withMessageNotContaining("s3");
		assertThat(bind("api-key", key).toString()).doesNotContain("s3");
	}

	@ParameterizedTest
	@CsvSource({ "max-attempts, 0", "max-attempts, 101", "rate-limit, 0", "rate-limit, -1", "timeout, 0s",
			"answer-timeout, 0s", "retry-delay, -1s", "rate-limit-patience, 0s" })
	void namesPropertyAndRemedy(String name, String value) {
		assertThatException().isThrownBy(() -> bind(name, value))
			.havingRootCause()
			.isInstanceOf(ConfigurationException.class)
			.withMessageStartingWith("archiver.coreclaw." + name + " is '")
			.withMessageContaining("': give a ");
	}

	private static CoreClawProperties bind(String name, String value) {
		return bind(Map.of("archiver.coreclaw." + name, value));
	}

	private static CoreClawProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("archiver.coreclaw",
				CoreClawProperties.class);
	}

}
