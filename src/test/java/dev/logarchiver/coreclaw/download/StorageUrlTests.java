package dev.logarchiver.coreclaw.download;

import java.net.URI;

import dev.logarchiver.coreclaw.download.DownloadException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The address of a log, and where it may lead.
 */
class StorageUrlTests {

	@Test
	void tellsSchemeAndHostOnly() {
		assertThat(url("https://logs.example.com:8443/p/s3cret?s=s3cret#s3cret"))
			.hasToString("https://logs.example.com");
	}

	@ParameterizedTest
	@CsvSource({ "http://a/b/c?d, e, http://a/b/e", "http://a/b/c?d, ?e, http://a/b/c?e", "http://a, e, http://a/e",
			"http://a/b, https://x/y?z=%2F, https://x/y?z=%2F", "http://a/b, //x/y, http://x/y",
			"https://a/b, //x/y, https://x/y", "HTTPS://a/b, /c, HTTPS://a/c",
			"http://a_b/c, /d e|f, http://a_b/d%20e%7Cf",
			"http://a/b, http://x_1.example/é?ü#ä, http://x_1.example/%C3%A9?%C3%BC" })
	void followsRedirects(String from, String location, String to) {
		assertThat(url(from).redirectedTo(location).uri()).isEqualTo(URI.create(to));
	}

	@ParameterizedTest
	@CsvSource({ "https://a/b, http://a/b", "HTTPS://a/b, HTTP://a/b", "http://a/b, file:///etc/passwd",
			"http://a/b, gopher://a/", "http://a/b, http://user@a/", "http://a/b, http://[::1", "http://a/b, http:a",
			"http://a/b, http://a:99999/" })
	void refusesRedirects(String from, String location) {
		assertThatExceptionOfType(DownloadException.class).isThrownBy(() -> url(from).redirectedTo(location))
			.satisfies((failure) -> {
				assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
				assertThat(failure.code()).isEqualTo("refused_redirect");
			});
	}

	private static StorageUrl url(String text) {
		return new StorageUrl(URI.create(text));
	}

}
