package dev.logarchiver.store.s3;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.network.Network;
import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.store.LogLink;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.Sample;
import dev.logarchiver.store.Samples;
import dev.logarchiver.store.StoreLocation;
import dev.logarchiver.store.StoreProperties;
import dev.logarchiver.store.UploadLog;
import dev.logarchiver.store.spool.Compression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * URLs that open an object for a while, as other programs find them.
 */
class S3LinksTests {

	private static final AwsCredentials CREDENTIALS = AwsBasicCredentials.create("key", "top-secret");

	private static final String REGION = "aws.region";

	private static final Duration HOUR = Duration.ofHours(1);

	private final @Nullable String regionBefore = System.getProperty(REGION);

	@AfterEach
	void restoreRegion() {
		if (this.regionBefore != null) {
			System.setProperty(REGION, this.regionBefore);
		}
		else {
			System.clearProperty(REGION);
		}
	}

	private static LogStore store(StoreProperties.S3 settings, @Nullable URI endpoint, String bucket,
			AwsCredentialsProvider credentials) {
		S3ClientFactory factory = new S3ClientFactory(settings, S3Clients.bounds(), endpoint,
				Network.of(new StandardEnvironment()));
		return new S3LogStore(factory.create(credentials), factory::presigner,
				new StoreLocation.Bucket(bucket, "some logs/"), UploadLog.NONE, S3Settings.NONE);
	}

	private static LogLink.Url link(StoreProperties.S3 settings, @Nullable URI endpoint, AwsCredentials credentials,
			Duration validity) {
		try (LogStore store = store(settings, endpoint, "logs", () -> credentials)) {
			return (LogLink.Url) store.link(Samples.KEY, validity);
		}
	}

	private static LogLink.Url link(AwsCredentials credentials) {
		return link(S3Clients.settings(null, null), URI.create("https://s3.example.com:9000"), credentials, HOUR);
	}

	@Test
	void aBrowserShowsTheTextAndSavesItUnderANameOfItsOwn(@TempDir Path directory) throws Exception {
		try (EmbeddedS3 server = EmbeddedS3.start(directory.resolve("s3"), 0, "key", "top-secret", "logs");
				Samples samples = new Samples(directory.resolve("spool"));
				LogStore store = store(S3Clients.settings(null, null), server.endpoint(), "logs", () -> CREDENTIALS)) {
			Sample sample = samples.of("a line\n");
			store.put(Samples.KEY, sample.text(), sample.metadata());
			URI url = ((LogLink.Url) store.link(Samples.KEY, HOUR)).url();
			HttpResponse<byte[]> response = get(url);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type").orElseThrow())
				.isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
			assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
			assertThat(response.headers().firstValue("Content-Disposition"))
				.hasValue("inline; filename=\"" + Samples.KEY.worker() + "-" + Samples.KEY.run() + ".log\"");
			assertThat(Compression.GZIP.decode(new ByteArrayInputStream(response.body())))
				.hasBinaryContent(sample.bytes());
			assertThat(get(URI.create(url.toString().replace("X-Amz-Expires=3600", "X-Amz-Expires=7200"))).statusCode())
				.isEqualTo(403);
		}
	}

	private static HttpResponse<byte[]> get(URI url) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
		}
	}

	@ParameterizedTest
	@CsvSource({ "PT1S, 1", "PT1H, 3600", "P7D, 604800" })
	void isValidForAsLongAsWasAsked(Duration validity, int seconds) {
		Instant before = Instant.now();
		LogLink.Url link = link(S3Clients.settings(null, null), URI.create("http://s3.example.com"), CREDENTIALS,
				validity);
		assertThat(link.url().getQuery()).contains("X-Amz-Expires=" + seconds + "&");
		assertThat(link.expiresAt()).isBetween(before.plus(validity).minusSeconds(1), Instant.now().plus(validity));
		assertThat(link.warning()).isNull();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, -, logs.s3.eu-central-1.amazonaws.com, /some%20logs/",
					"-, true, s3.eu-central-1.amazonaws.com, /logs/some%20logs/",
					"https://s3.example.com:9000/base, -, s3.example.com, /base/logs/some%20logs/",
					"https://s3.example.com:9000, false, logs.s3.example.com, /some%20logs/" })
	void leadsToWhereTheClientSendsItsRequests(@Nullable URI endpoint, @Nullable Boolean pathStyle, String host,
			String path) {
		System.setProperty(REGION, "eu-central-1");
		URI url = link(S3Clients.settings(pathStyle, null), endpoint, CREDENTIALS, HOUR).url();
		assertThat(url).hasScheme("https").hasHost(host);
		assertThat(url.getRawPath()).startsWith(path).endsWith(".log.gz");
		assertThat(url.getQuery()).contains("/eu-central-1/s3/aws4_request", "X-Amz-SignedHeaders=host");
	}

	@Test
	void endsNoLaterThanTheCredentialsThatSignIt() {
		Instant end = Instant.now().plusSeconds(600);
		LogLink.Url link = link(AwsSessionCredentials.builder()
			.accessKeyId("key")
			.secretAccessKey("top-secret")
			.sessionToken("token")
			.expirationTime(end)
			.build());
		assertThat(link.expiresAt()).isEqualTo(end);
		assertThat(link.warning()).contains("ends at " + end, "credentials");
	}

	@Test
	void saysNothingOfCredentialsThatEndLater() {
		LogLink.Url link = link(AwsSessionCredentials.builder()
			.accessKeyId("key")
			.secretAccessKey("top-secret")
			.sessionToken("token")
			.expirationTime(Instant.now().plus(HOUR).plusSeconds(600))
			.build());
		assertThat(link.url().getQuery()).contains("X-Amz-Security-Token=token");
		assertThat(link.warning()).isNull();
	}

	@Test
	void saysThatTemporaryCredentialsMayEndBefore() {
		LogLink.Url link = link(AwsSessionCredentials.create("key", "top-secret", "token"));
		assertThat(link.warning()).contains("may end before " + link.expiresAt());
	}

	@Test
	void isNotToldByAccident() {
		LogLink.Url link = link(CREDENTIALS);
		assertThat(link.url().getQuery()).contains("X-Amz-Signature=");
		assertThat(link.toString()).isEqualTo("a URL until " + link.expiresAt());
	}

	@Test
	void needsCredentials() {
		try (LogStore store = store(S3Clients.settings(null, null), URI.create("http://s3.example.com"), "logs", () -> {
			throw new IllegalStateException("none");
		})) {
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> store.link(Samples.KEY, HOUR))
				.withMessageContaining("no credentials for s3://logs/");
		}
	}

}
