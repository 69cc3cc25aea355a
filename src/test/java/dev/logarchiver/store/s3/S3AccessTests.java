package dev.logarchiver.store.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.network.Network;
import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.store.StoreFindings;
import dev.logarchiver.store.StoreProperties;
import dev.logarchiver.store.StoreWarning;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is said of a bucket that can't be used.
 */
class S3AccessTests {

	private static final String SECRET = "top-secret-of-the-test";

	private static EmbeddedS3 server;

	private FaultyProxy proxy;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = EmbeddedS3.start(directory, 0, "AKIDEXAMPLE", SECRET, "logs");
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
		this.proxy.close();
	}

	private static S3Access access(S3Client client, String bucket) {
		S3Bucket place = new S3Bucket(client, bucket, "some/prefix/", null);
		return new S3Access(place, new S3Protection(place));
	}

	private S3Access access() {
		return access(S3Clients.of(server, this.proxy.uri()), "logs");
	}

	private static S3Access access(URI endpoint, String accessKey, String secretKey) {
		return access(S3Clients.of(endpoint, accessKey, secretKey, S3Clients.bounds()), "logs");
	}

	private static ThrowableAssertAlternative<ConfigurationException> assertRefused(ThrowingCallable call) {
		return assertThatExceptionOfType(ConfigurationException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(SECRET).doesNotContain("wrong-secret"));
	}

	private void answer(String method, int status, String code) {
		this.proxy.answer(status, "<Error><Code>" + code + "</Code><Message>m</Message></Error>",
				(request) -> request.method().equals(method), Integer.MAX_VALUE);
	}

	private static boolean isOfObject(Request request) {
		return request.path().contains("probe");
	}

	@Test
	void acceptsABucketThatIsThere() {
		access().check();
		assertThat(access().probe()).isEqualTo(StoreFindings.NONE);
	}

	@Test
	void namesTheBucketThatIsMissing() {
		S3Access access = access(S3Clients.of(server, server.endpoint()), "no-such-bucket");
		assertRefused(access::check).withMessageContaining("'no-such-bucket'")
			.withMessageContaining("does not exist at " + server.endpoint())
			.withMessageContaining("archiver.store.uri")
			.withMessageContaining("create it");
	}

	@Test
	void namesTheSettingsOfASecretThatIsRefused() {
		assertRefused(access(server.endpoint(), "AKIDEXAMPLE", "wrong-secret")::check)
			.withMessageContaining("were refused at " + server.endpoint())
			.withMessageContaining("AWS_SECRET_ACCESS_KEY")
			.withMessageContaining("SignatureDoesNotMatch");
	}

	@Test
	void namesTheSettingsOfAnAccessKeyThatIsRefused() {
		assertRefused(access(server.endpoint(), "AKIDUNKNOWN", SECRET)::check).withMessageContaining("were refused")
			.withMessageContaining("AWS_ACCESS_KEY_ID")
			.withMessageContaining("InvalidAccessKeyId");
	}

	@Test
	void namesTheServerThatIsOutOfReach() {
		URI gone = this.proxy.uri();
		this.proxy.close();
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(access(gone, "AKIDEXAMPLE", SECRET)::check)
			.withMessageContaining("s3://logs/some/prefix/ at " + gone)
			.withMessageContaining("can't be reached")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(SECRET));
	}

	@Test
	void takesABusyServerForOutOfReach() {
		answer("GET", 503, "SlowDown");
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(access()::check)
			.withMessageContaining("SlowDown");
	}

	@ParameterizedTest
	@CsvSource({ "301, PermanentRedirect, AWS_REGION", "400, AuthorizationHeaderMalformed, AWS_REGION",
			"403, RequestTimeTooSkewed, clock", "403, AccessDenied, s3:ListBucket", "401, Unauthorized, were refused",
			"400, ExpiredToken, were refused", "404, '', does not exist",
			"400, InvalidBucketName, archiver.store.uri" })
	void tellsTheRemedy(int status, String code, String remedy) {
		answer("GET", status, code);
		assertRefused(access()::check).withMessageContaining(remedy);
	}

	@Test
	void saysThatThereAreNoCredentials() {
		S3Client client = new S3ClientFactory(S3Clients.settings(null, null), S3Clients.bounds(), this.proxy.uri(),
				Network.of(new StandardEnvironment()))
			.builder()
			.credentialsProvider(() -> {
				throw new IllegalStateException("none");
			})
			.build();
		assertRefused(access(client, "logs")::check).withMessageContaining("no credentials for s3://logs/some/prefix/")
			.withMessageContaining("AWS_ACCESS_KEY_ID");
		assertThat(this.proxy.requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "nope, \\[profile 'nope': .*nope.*\\]", "sso, \\[profile 'sso': .*(?i:sso).*\\]",
			"legacy, \\[profile 'legacy': .*(?i:sso).*\\]", "login, \\[profile 'login': .*(?i:log ?in).*\\]" })
	void saysWhyTheChosenProfileGivesNone(String profile, String reason, @TempDir Path directory) throws IOException {
		Path config = Files.writeString(directory.resolve("config"), """
				[profile sso]
				sso_session = corp
				sso_account_id = 123456789012
				sso_role_name = Logs
				region = us-east-1
				[sso-session corp]
				sso_start_url = https://corp.example.com/start
				sso_region = us-east-1
				[profile legacy]
				sso_start_url = https://corp.example.com/start
				sso_region = us-east-1
				sso_account_id = 123456789012
				sso_role_name = Logs
				[profile login]
				login_session = arn:aws:iam::123456789012:user/me
				region = us-east-1
				""");
		assertNoCredentials(Map.of("aws.profile", profile, "aws.configFile", config.toString(),
				"aws.sharedCredentialsFile", directory.resolve("none").toString()))
			.withMessageMatching("(?s).*" + reason + ".*")
			.withMessageNotContaining("class path");
	}

	@Test
	void saysWhyTheTokenFileGivesNone(@TempDir Path directory) {
		assertNoCredentials(Map.of("aws.webIdentityTokenFile", directory.resolve("token").toString(), "aws.roleArn",
				"arn:aws:iam::1:role/x", "aws.region", "us-east-1"))
			.withMessageContaining("[AWS_WEB_IDENTITY_TOKEN_FILE: ")
			.withMessageContaining(directory.resolve("token").toString());
	}

	private ThrowableAssertAlternative<ConfigurationException> assertNoCredentials(Map<String, String> properties) {
		properties.forEach(System::setProperty);
		System.setProperty("aws.disableEc2Metadata", "true");
		try {
			S3Client client = new S3ClientFactory(S3Clients.settings(null, null), S3Clients.bounds(), this.proxy.uri(),
					Network.of(new StandardEnvironment()))
				.create();
			return assertRefused(access(client, "logs")::check).withMessageContaining("no credentials for");
		}
		finally {
			properties.keySet().forEach(System::clearProperty);
			System.clearProperty("aws.disableEc2Metadata");
		}
	}

	@Test
	void probesThoughTheAnswerToItsFirstTryGotLost() {
		this.proxy.dropResponse((request) -> request.method().equals("PUT"), 1);
		access().probe();
	}

	@ParameterizedTest
	@CsvSource({ "PUT, s3:PutObject", "GET, s3:GetObject" })
	void namesThePermissionThatIsMissing(String method, String permission) {
		answer(method, 403, "AccessDenied");
		assertRefused(access()::probe).withMessageContaining("don't permit ").withMessageContaining(permission);
	}

	@Test
	void archivesWithoutThePermissionToDelete() {
		answer("DELETE", 403, "AccessDenied");
		assertThat(access().probe().denied()).contains("s3:DeleteObject");
	}

	@Test
	void archivesWhereDeletingFails() {
		answer("DELETE", 501, "NotImplemented");
		assertThat(access().probe().denied()).isEmpty();
	}

	@Test
	void noticesAServerThatOverwrites() {
		AtomicInteger puts = new AtomicInteger();
		this.proxy.answer(200, Map.of("ETag", "\"any\""), "",
				(request) -> request.method().equals("PUT") && puts.incrementAndGet() > 1, 1);
		assertThat(access().probe().warnings()).extracting(StoreWarning::text)
			.singleElement()
			.asString()
			.contains("ignores If-None-Match");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 501 })
	void noticesAServerThatKnowsNoConditions(int status) {
		this.proxy.answer(status, "<Error><Code>NotImplemented</Code></Error>",
				(request) -> request.header("if-none-match") != null, Integer.MAX_VALUE);
		assertThat(access().probe().warnings()).extracting(StoreWarning::text)
			.singleElement()
			.asString()
			.contains("refuses If-None-Match (NotImplemented, HTTP " + status);
	}

	@Test
	void writesWhereEachObjectNeedsAChecksum() {
		this.proxy.answer(400, "<Error><Code>InvalidRequest</Code></Error>",
				(request) -> request.method().equals("PUT") && request.header("content-md5") == null,
				Integer.MAX_VALUE);
		assertThat(access().probe().warnings()).isEmpty();
	}

	@Test
	void refusesAServerThatGivesNoMark() {
		this.proxy.answer(200, "", (request) -> request.method().equals("PUT"), Integer.MAX_VALUE);
		assertRefused(access()::probe).withMessageContaining("without an ETag");
	}

	@Test
	void refusesAServerThatGivesBackOtherBytes() {
		this.proxy.answer(200, "other bytes", (request) -> request.method().equals("GET") && isOfObject(request), 1);
		assertRefused(access()::probe).withMessageContaining("different bytes");
	}

	@Test
	void doesNotTakeALostObjectForAMissingBucket() {
		answer("GET", 404, "NoSuchKey");
		assertRefused(access()::probe).withMessageContaining("NoSuchKey")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("does not exist at"));
	}

	@Test
	void stopsWhenInterrupted() {
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(CancellationException.class).isThrownBy(access()::check);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

}
