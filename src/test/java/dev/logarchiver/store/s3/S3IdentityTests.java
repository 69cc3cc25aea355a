package dev.logarchiver.store.s3;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.store.ArchiveIdentity;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The file that names the archive, in a bucket whose server doesn't do all that AWS does.
 */
class S3IdentityTests {

	private static final ArchiveIdentity IDENTITY = ArchiveIdentity.create(Instant.EPOCH);

	private static EmbeddedS3 server;

	private FaultyProxy proxy;

	private S3Identity identity;

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
		this.identity = new S3Identity(
				new S3Bucket(S3Clients.of(server, this.proxy.uri()), server.bucket(), UUID.randomUUID() + "/", null),
				Duration.ZERO);
	}

	@AfterEach
	void close() {
		this.identity.bucket().client().close();
		this.proxy.close();
	}

	private static boolean isConditional(Request request) {
		return request.method().equals("PUT") && request.header("if-none-match") != null;
	}

	@ParameterizedTest
	@CsvSource({ "501, NotImplemented", "400, InvalidArgument" })
	void isLookedUpFirstWhereTheServerKnowsNoConditions(int status, String code) {
		this.proxy.answer(status, "<Error><Code>" + code + "</Code></Error>", S3IdentityTests::isConditional,
				Integer.MAX_VALUE);
		assertThat(this.identity.write(IDENTITY)).isEqualTo(IDENTITY);
		assertThat(this.identity.write(ArchiveIdentity.create(Instant.EPOCH))).isEqualTo(IDENTITY);
		assertThat(this.proxy.requests().getFirst().method()).isEqualTo("GET");
	}

	@Test
	void isThereThoughTheAnswerGotLost() {
		this.proxy.dropResponse(S3IdentityTests::isConditional, 1);
		assertThat(this.identity.write(IDENTITY)).isEqualTo(IDENTITY);
	}

	/**
	 * Two other programs begin the archive as well, on a server that ignores conditions:
	 * the first one's file is there for a moment.
	 */
	@Test
	void isWhatIsThereInTheEnd() throws Exception {
		ArchiveIdentity first = ArchiveIdentity.create(Instant.EPOCH);
		ArchiveIdentity second = ArchiveIdentity.create(Instant.EPOCH);
		S3Bucket bucket = this.identity.bucket();
		bucket.put(ArchiveIdentity.KEY, "application/json", first.toJson(), null);
		int before = this.proxy.requests().size();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<ArchiveIdentity> written = threads
				.submit(() -> new S3Identity(bucket, Duration.ofSeconds(2)).write(IDENTITY));
			Awaitility.await().until(() -> this.proxy.requests().size() > before);
			bucket.put(ArchiveIdentity.KEY, "application/json", second.toJson(), null);
			assertThat(written.get()).isEqualTo(second);
		}
	}

	@Test
	void isReadAgainWhereTheAnswerIsCut() {
		this.identity.write(IDENTITY);
		this.proxy.cutResponse(250, (request) -> request.method().equals("GET"), 1);
		assertThat(this.identity.read()).hasValue(IDENTITY);
	}

	@Test
	void cannotBeWrittenWhereThatIsDenied() {
		this.proxy.answer(403, "<Error><Code>AccessDenied</Code></Error>", S3IdentityTests::isConditional,
				Integer.MAX_VALUE);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.identity.write(IDENTITY))
			.withMessageContaining(ArchiveIdentity.KEY);
	}

}
