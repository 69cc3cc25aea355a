package dev.logarchiver.store.s3;

import java.util.Map;

import dev.logarchiver.failure.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint is the place of a server, or refused without its secrets.
 */
class S3EndpointTests {

	private static final String PROPERTY = "aws.endpointUrlS3";

	@BeforeEach
	@AfterEach
	void forget() {
		System.clearProperty(PROPERTY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:9000", "https://s3.example.com/", "HTTPS://[::1]:9000",
			"https://proxy.example.com/storage/s3", "https://x.example.com/v1.0/~me/" })
	void takesThePlaceOfAServer(String url) {
		assertThat(S3Endpoint.find(Map.of("AWS_ENDPOINT_URL_S3", url))).get()
			.hasToString("S3Endpoint[uri=" + url + "]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://host:9000/?region=top-secret", "http://host?x", "http://host/#top-secret",
			"http://me:top-secret@host:9000", "http://me@host", "http://host/a//b", "http://host/../a",
			"http://host/a/.", "http://host/%2e%2e/", "http://host/a b", "http://host/a;b", "host:9000", "ftp://host",
			"http:///x", "http://", "http://ho\u0000st" })
	void refusesWhatIsMoreOrLess(String url) {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> S3Endpoint.find(Map.of("AWS_ENDPOINT_URL_S3", url)))
			.withMessageStartingWith("The S3 endpoint AWS_ENDPOINT_URL_S3 is '")
			.withMessageContaining("https://s3.example.com:9000")
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@CsvSource({ "'', http://b", "' ', http://b", "'http://a\n', http://a", "http://a, http://a" })
	void takesTheFirstThatSaysSomething(String special, String expected) {
		assertThat(S3Endpoint.find(Map.of("AWS_ENDPOINT_URL_S3", special, "AWS_ENDPOINT_URL", "http://b")))
			.hasValueSatisfying((endpoint) -> assertThat(endpoint.uri()).hasToString(expected));
	}

	@Test
	void prefersTheSystemProperty() {
		System.setProperty(PROPERTY, "http://property");
		assertThat(S3Endpoint.find(Map.of("AWS_ENDPOINT_URL_S3", "http://variable")))
			.hasValueSatisfying((endpoint) -> assertThat(endpoint.uri()).hasToString("http://property"));
	}

	@Test
	void namesTheVariableThatIsWrong() {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> S3Endpoint.find(Map.of("AWS_ENDPOINT_URL", "http://host?x")))
			.withMessageStartingWith("The S3 endpoint AWS_ENDPOINT_URL is 'http://host?***'");
	}

	@Test
	void knowsAVariableThatSaysNothing() {
		assertThat(S3Endpoint.isSetToNothing(Map.of("AWS_ENDPOINT_URL", " "))).isTrue();
		assertThat(S3Endpoint.isSetToNothing(Map.of("AWS_ENDPOINT_URL", "http://x", "AWS_REGION", ""))).isFalse();
	}

}
