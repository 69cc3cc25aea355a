package dev.logarchiver.store.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is sent past the SDK, where to, and when it is left to the SDK.
 */
class DirectPutsTests {

	private static final PutObjectRequest LOG = PutObjectRequest.builder()
		.bucket("logs")
		.key("some/worker=acme~shop/date=2026-06-14/r1.log.gz")
		.contentType("text/plain; charset=utf-8")
		.contentEncoding("gzip")
		.contentMD5("XUFAKrxLKna5cZ2REBfFkg==")
		.metadata(Map.of("worker-id", "acme~shop"))
		.ifNoneMatch("*")
		.build();

	private static final Map<MarshallingType<?>, Object> VALUES = Map.of(MarshallingType.STRING, "other",
			MarshallingType.LONG, 5L, MarshallingType.INTEGER, 5, MarshallingType.BOOLEAN, true,
			MarshallingType.INSTANT, Instant.EPOCH);

	private final List<HttpExecuteRequest> sent = new ArrayList<>();

	private int leftToTheSdk;

	@Test
	void sendsToAwsAsTheSdkDoes() {
		put(LOG, null, 200, () -> AwsBasicCredentials.create("key", "secret"));
		SdkHttpRequest request = this.sent.getFirst().httpRequest();
		assertThat(this.leftToTheSdk).isZero();
		assertThat(request.getUri()).isEqualTo(URI.create(
				"https://logs.s3.eu-central-1.amazonaws.com" + "/some/worker%3Dacme~shop/date%3D2026-06-14/r1.log.gz"));
		assertHeader(request, "Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==");
		assertHeader(request, "Content-Encoding", "gzip");
		assertHeader(request, "Content-Type", "text/plain; charset=utf-8");
		assertHeader(request, "If-None-Match", "*");
		assertHeader(request, "x-amz-meta-worker-id", "acme~shop");
		assertHeader(request, "x-amz-content-sha256", "UNSIGNED-PAYLOAD");
		// CRC32 of "hello"
		assertHeader(request, "x-amz-checksum-crc32", "NhCmhg==");
		assertThat(request.firstMatchingHeader("Authorization")).get()
			.asString()
			.startsWith("AWS4-HMAC-SHA256 Credential=key/")
			.contains("/eu-central-1/s3/aws4_request")
			.contains("content-md5;", "if-none-match;", "x-amz-meta-worker-id");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			x-amz-tagging                               | worker=acme%2Fshop&status=failed
			x-amz-storage-class                         | STANDARD_IA
			x-amz-server-side-encryption                | aws:kms
			x-amz-server-side-encryption-aws-kms-key-id | arn:aws:kms:eu-central-1:1:key/2
			x-amz-object-lock-mode                      | COMPLIANCE
			x-amz-object-lock-retain-until-date         | 2026-09-14T12:00:00Z
			""")
	void sendsWhatALogIsKeptWithAsTheSdkDoes(String name, String value) {
		PutObjectRequest request = new S3Attributes("worker=acme%2Fshop&status=failed", "STANDARD_IA", "aws:kms",
				"arn:aws:kms:eu-central-1:1:key/2", ObjectLockMode.COMPLIANCE, Instant.parse("2026-09-14T12:00:00Z"))
			.of(LOG.toBuilder())
			.build();
		put(request, null, 200, () -> AwsBasicCredentials.create("key", "secret"));
		assertThat(this.leftToTheSdk).isZero();
		assertHeader(this.sent.getFirst().httpRequest(), name, value);
		assertThat(this.sent.getFirst().httpRequest().firstMatchingHeader("Authorization")).get()
			.asString()
			.containsPattern("[;=]" + name + "[;,]");
		assertHeader(bySdk(request), name, value);
	}

	private static SdkHttpRequest bySdk(PutObjectRequest request) {
		List<SdkHttpRequest> requests = new ArrayList<>();
		try (S3Client client = S3Client.builder()
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(() -> AwsBasicCredentials.create("key", "secret"))
			.overrideConfiguration((override) -> override.addExecutionInterceptor(new ExecutionInterceptor() {

				@Override
				public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
					requests.add(context.httpRequest());
					throw SdkClientException.create("seen");
				}

			}))
			.build()) {
			assertThatExceptionOfType(SdkClientException.class)
				.isThrownBy(() -> client.putObject(request, RequestBody.fromString("hello")));
		}
		return requests.getFirst();
	}

	@Test
	void signsTheContentWhereTheConnectionIsOpenToAll() {
		put(LOG, URI.create("http://s3.example.com:9000"), 200, () -> AwsBasicCredentials.create("key", "secret"));
		SdkHttpRequest request = this.sent.getFirst().httpRequest();
		assertThat(request.getUri()).hasHost("s3.example.com").hasPort(9000);
		assertThat(request.getUri().getPath()).startsWith("/logs/some/");
		// SHA-256 of "hello"
		assertHeader(request, "x-amz-content-sha256",
				"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
		assertThat(request.firstMatchingHeader("x-amz-checksum-crc32")).isEmpty();
	}

	@Test
	void leavesToTheSdkWhatFails() {
		for (int status : new int[] { 301, 403, 412, 503, -1 }) {
			put(LOG, null, status, () -> AwsBasicCredentials.create("key", "secret"));
		}
		assertThat(this.sent).hasSize(5);
		assertThat(this.leftToTheSdk).isEqualTo(5);
	}

	@Test
	void leavesToTheSdkWhatItHasNoCredentialsFor() {
		put(LOG, null, 200, () -> {
			throw SdkClientException.create("expired");
		});
		assertThat(this.sent).isEmpty();
		assertThat(this.leftToTheSdk).isOne();
	}

	@Test
	void leavesToTheSdkBucketsOfOtherKindsAndWhatIsNoLog() {
		Supplier<AwsCredentials> credentials = () -> AwsBasicCredentials.create("key", "secret");
		put(LOG.toBuilder().bucket("logs--euc1-az1--x-s3").build(), null, 200, credentials);
		put(LOG.toBuilder().bucket("arn:aws:s3:eu-central-1:123456789012:accesspoint/logs").build(), null, 200,
				credentials);
		put(LOG.toBuilder().contentMD5(null).build(), null, 200, credentials);
		assertThat(this.sent).isEmpty();
		assertThat(this.leftToTheSdk).isEqualTo(3);
	}

	@Test
	void leavesToTheSdkWhateverElseARequestAsksFor() {
		Set<String> own = Set.of("Bucket", "Key", "ContentType", "ContentEncoding", "ContentMD5", "IfNoneMatch",
				"Metadata", "Tagging", "StorageClass", "ServerSideEncryption", "SSEKMSKeyId", "ObjectLockMode",
				"ObjectLockRetainUntilDate");
		List<PutObjectRequest> others = LOG.sdkFields()
			.stream()
			.filter((field) -> !own.contains(field.memberName()))
			.map(DirectPutsTests::withAValueOf)
			.toList();
		for (PutObjectRequest other : others) {
			put(other, null, 200, () -> AwsBasicCredentials.create("key", "secret"));
			assertThat(this.sent).as(other.toString()).isEmpty();
		}
		put(LOG.toBuilder().overrideConfiguration((override) -> override.putHeader("x-other", "1")).build(), null, 200,
				() -> AwsBasicCredentials.create("key", "secret"));
		assertThat(others).hasSizeGreaterThan(30);
		assertThat(this.leftToTheSdk).isEqualTo(others.size() + 1);
	}

	private static PutObjectRequest withAValueOf(SdkField<?> field) {
		PutObjectRequest.Builder builder = LOG.toBuilder();
		assertThat(VALUES).as(field.memberName()).containsKey(field.marshallingType());
		field.set(builder, VALUES.get(field.marshallingType()));
		return builder.build();
	}

	private void put(PutObjectRequest request, @Nullable URI endpoint, int status,
			Supplier<AwsCredentials> credentials) {
		S3Client real = S3Client.builder()
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(credentials::get)
			.endpointOverride(endpoint)
			.forcePathStyle(endpoint != null)
			.build();
		try (S3Client client = new DirectPuts(new Sdk(real), new Http(status),
				PatientRetries.gate(Duration.ofMillis(1)), endpoint == null)) {
			assertThat(client.putObject(request, RequestBody.fromString("hello")).eTag()).isEqualTo("\"tag\"");
		}
	}

	private static void assertHeader(SdkHttpRequest request, String name, String value) {
		assertThat(request.firstMatchingHeader(name)).as(name).hasValue(value);
	}

	/**
	 * Takes in what is left to it.
	 */
	private final class Sdk extends DelegatingS3Client {

		Sdk(S3Client real) {
			super(real);
		}

		@Override
		public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
			DirectPutsTests.this.leftToTheSdk++;
			return PutObjectResponse.builder().eTag("\"tag\"").build();
		}

	}

	/**
	 * Answers with a status; with a negative one, not at all.
	 */
	private final class Http implements SdkHttpClient {

		private final int status;

		Http(int status) {
			this.status = status;
		}

		@Override
		public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
			DirectPutsTests.this.sent.add(request);
			return new ExecutableHttpRequest() {

				@Override
				public HttpExecuteResponse call() throws IOException {
					if (Http.this.status < 0) {
						throw new IOException("connection reset");
					}
					return HttpExecuteResponse.builder()
						.response(SdkHttpResponse.builder()
							.statusCode(Http.this.status)
							.putHeader("ETag", "\"tag\"")
							.build())
						.responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[0])))
						.build();
				}

				@Override
				public void abort() {
					// nothing is under way
				}

			};
		}

		@Override
		public void close() {
			// nothing is open
		}

	}

}
