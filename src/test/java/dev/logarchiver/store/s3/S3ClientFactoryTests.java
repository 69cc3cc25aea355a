package dev.logarchiver.store.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.network.Network;
import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.LogStoreContract;
import dev.logarchiver.store.NoSuchObjectException;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.Sample;
import dev.logarchiver.store.Samples;
import dev.logarchiver.store.StoreLocation;
import dev.logarchiver.store.StoreProperties;
import dev.logarchiver.store.UploadLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

/**
 * Requests are such that AWS and other servers accept them, and notice bytes that changed
 * on the way.
 */
class S3ClientFactoryTests {

	private static final String ENDPOINT = "aws.endpointUrlS3";

	private static final String REGION = "aws.region";

	private static final ObjectKey KEY = Samples.KEY;

	private static final ObjectKey PARTIAL = KEY.asPartial();

	private static EmbeddedS3 server;

	private final Samples samples;

	private FaultyProxy proxy;

	S3ClientFactoryTests(@TempDir Path spool) {
		this.samples = new Samples(spool);
	}

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = EmbeddedS3.start(directory, 0, "key", "top-secret", "logs");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void open() {
		this.proxy = FaultyProxy.inFrontOf(server.endpoint());
	}

	@AfterEach
	void close() {
		System.clearProperty(ENDPOINT);
		System.clearProperty(REGION);
		this.proxy.close();
		this.samples.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, LogStoreContract.SMALL })
	void sendsAWholeLogPlainly(int size) {
		Sample sample = this.samples.large(size);
		Request request = requests(sample).stream().filter((one) -> one.method().equals("PUT")).findAny().orElseThrow();
		assertThat(request.path()).isEqualTo("/logs/" + size + "/" + KEY.value().replace("=", "%3D"));
		assertThat(request.header("content-type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(request.header("content-encoding")).isEqualTo("gzip");
		assertThat(request.header("content-length")).isEqualTo(Long.toString(sample.text().encodedSize()));
		assertThat(request.header("if-none-match")).isEqualTo("*");
		assertProtected(request);
	}

	@Test
	void sendsPartsPlainly() {
		List<Request> requests = requests(this.samples.large(LogStoreContract.LARGE));
		assertThat(requests).filteredOn((request) -> request.method().equals("PUT"))
			.hasSize(2)
			.allSatisfy(S3ClientFactoryTests::assertProtected);
		assertThat(requests).filteredOn((request) -> request.method().equals("POST"))
			.hasSize(2)
			.allSatisfy((request) -> assertThat(request.headers().keySet())
				.noneMatch((name) -> name.startsWith("x-amz-checksum") || name.startsWith("x-amz-sdk-checksum")));
		assertThat(requests).filteredOn((request) -> request.method().equals("POST"))
			.last()
			.satisfies((request) -> assertThat(request.header("if-none-match")).isEqualTo("*"));
	}

	private List<Request> requests(Sample sample) {
		S3Bucket bucket = new S3Bucket(S3Clients.of(server, this.proxy.uri()), "logs", sample.bytes().length + "/",
				null);
		try (LogStore store = new S3LogStore(bucket, S3Clients.presigner(this.proxy.uri()), UploadLog.NONE,
				S3Clients.PART_SIZE)) {
			store.put(KEY, sample.text(), sample.metadata());
		}
		return this.proxy.requests();
	}

	private static void assertProtected(Request request) {
		assertThat(request.header("content-md5")).hasSize(24);
		assertThat(request.header("x-amz-content-sha256")).matches("[0-9a-f]{64}");
		assertThat(request.header("authorization")).contains("content-md5", "x-amz-content-sha256");
		assertThat(request.headers()).doesNotContainKeys("x-amz-trailer", "x-amz-decoded-content-length",
				"x-amz-sdk-checksum-algorithm", "x-amz-checksum-crc32", "transfer-encoding");
	}

	@Test
	void asksForNoChecksumOfOtherServers() {
		try (LogStore store = new S3LogStore(
				new S3Bucket(S3Clients.of(server, this.proxy.uri()), "logs", "reading/", null),
				S3Clients.presigner(this.proxy.uri()), UploadLog.NONE, S3Clients.PART_SIZE)) {
			assertThatExceptionOfType(NoSuchObjectException.class).isThrownBy(() -> store.open(KEY));
		}
		assertThat(this.proxy.requests()).singleElement()
			.satisfies((request) -> assertThat(request.headers()).doesNotContainKey("x-amz-checksum-mode"));
	}

	@Test
	void speaksWithAwsAsAwsDoes() {
		System.setProperty(REGION, "eu-central-1");
		SdkHttpRequest request = requestOf(S3Clients.settings(null, null), null);
		assertThat(request.getUri()).hasScheme("https").hasHost("logs.s3.eu-central-1.amazonaws.com");
		assertThat(request.firstMatchingHeader("Content-MD5")).isPresent();
		assertThat(request.firstMatchingHeader("x-amz-sdk-checksum-algorithm")).isPresent();
	}

	@Test
	void doesWithAwsAsItIsTold() {
		System.setProperty(REGION, "eu-central-1");
		SdkHttpRequest request = requestOf(S3Clients.settings(true, StoreProperties.Checksums.WHEN_REQUIRED), null);
		assertThat(request.getUri()).hasHost("s3.eu-central-1.amazonaws.com").hasPath("/logs/" + PARTIAL.value());
		assertThat(request.firstMatchingHeader("Content-MD5")).isPresent();
		assertThat(request.firstMatchingHeader("x-amz-sdk-checksum-algorithm")).isEmpty();
		assertThat(request.firstMatchingHeader("x-amz-trailer")).isEmpty();
	}

	@Test
	void doesWithOtherServersAsItIsTold() {
		SdkHttpRequest request = requestOf(S3Clients.settings(false, StoreProperties.Checksums.WHEN_SUPPORTED),
				URI.create("https://s3.example.com:9000"));
		assertThat(request.getUri()).hasHost("logs.s3.example.com").hasPort(9000).hasPath("/" + PARTIAL.value());
		assertThat(request.firstMatchingHeader("x-amz-sdk-checksum-algorithm")).isPresent();
	}

	/**
	 * The request by which a log is stored, as it is signed but not sent.
	 */
	private SdkHttpRequest requestOf(StoreProperties.S3 settings, @Nullable URI endpoint) {
		List<SdkHttpRequest> requests = new ArrayList<>();
		S3ClientFactory factory = new S3ClientFactory(settings, S3Clients.bounds(), endpoint,
				Network.of(new StandardEnvironment()));
		S3ClientBuilder builder = factory.builder()
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "top-secret")));
		builder.overrideConfiguration(
				builder.overrideConfiguration().toBuilder().addExecutionInterceptor(new ExecutionInterceptor() {

					@Override
					public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
						requests.add(context.httpRequest());
						throw new IllegalStateException("not sent");
					}

				}).build());
		Sample sample = this.samples.of("x");
		try (LogStore store = new S3LogStore(builder.build(), factory::presigner, new StoreLocation.Bucket("logs", ""),
				UploadLog.NONE, S3Settings.NONE)) {
			assertThatRuntimeException().isThrownBy(() -> store.replace(PARTIAL, sample.text(), sample.metadata()));
		}
		return requests.getFirst();
	}

	@Test
	void takesTheEndpointOfTheEnvironment() {
		System.setProperty(ENDPOINT, "http://s3.example.com:9000");
		try (S3Client client = new S3ClientFactory(S3Clients.settings(null, null), S3Clients.bounds(),
				Network.of(new StandardEnvironment()))
			.create()) {
			assertThat(client.serviceClientConfiguration().endpointOverride())
				.hasValue(URI.create("http://s3.example.com:9000"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3.example.com:9000", "s3.example.com", "ftp://s3.example.com", "http://", "http:///x",
			"not a url", "//s3.example.com" })
	void refusesAnEndpointThatIsNoUrl(String endpoint) {
		System.setProperty(ENDPOINT, endpoint);
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> new S3ClientFactory(S3Clients.settings(null, null), S3Clients.bounds(),
					Network.of(new StandardEnvironment()))
				.create())
			.withMessageContaining("AWS_ENDPOINT_URL_S3");
	}

	@Test
	void addsBucketAndKeyToThePathOfAnEndpoint() {
		SdkHttpRequest request = requestOf(S3Clients.settings(null, null), URI.create("https://s3.example.com/base"));
		assertThat(request.getUri()).hasPath("/base/logs/" + PARTIAL.value());
		assertThat(request.rawQueryParameters()).isEmpty();
	}

}
