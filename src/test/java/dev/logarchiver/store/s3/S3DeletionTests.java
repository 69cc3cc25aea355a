package dev.logarchiver.store.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.VersionedS3;
import dev.logarchiver.store.Deletion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of objects that are to be deleted is known of each, whatever the server
 * does.
 */
class S3DeletionTests {

	private static final int ALWAYS = Integer.MAX_VALUE;

	private final VersionedS3 server = VersionedS3.start();

	private final S3Client behind = this.server.client();

	private final FaultyProxy proxy = FaultyProxy.inFrontOf(this.server.endpoint());

	private final S3Client client = S3Clients.of(this.proxy.uri(), "key", "top-secret", S3Clients.bounds());

	@BeforeEach
	void begin() {
		this.behind.createBucket((request) -> request.bucket("plain"));
		this.behind.createBucket((request) -> request.bucket("locking").objectLockEnabledForBucket(true));
	}

	@AfterEach
	void end() {
		this.client.close();
		this.proxy.close();
		this.behind.close();
		this.server.close();
	}

	private S3Deletion deletion(String name) {
		S3Bucket bucket = new S3Bucket(this.client, name, "", null);
		return new S3Deletion(bucket, new S3Protection(bucket));
	}

	private void write(String bucket, String key) {
		this.behind.putObject((request) -> request.bucket(bucket).key(key), RequestBody.fromString("x"));
	}

	private long left(String bucket) {
		var page = this.behind.listObjectVersions((request) -> request.bucket(bucket));
		return (long) page.versions().size() + page.deleteMarkers().size();
	}

	private static boolean deletesMany(Request request) {
		return request.method().equals("POST") && request.target().contains("delete");
	}

	private long count(String method, String part) {
		return this.proxy.requests()
			.stream()
			.filter((request) -> request.method().equals(method) && request.target().contains(part))
			.count();
	}

	@Test
	void takesAThousandAtATime() {
		List<String> keys = new ArrayList<>();
		for (int number = 0; number < 600; number++) {
			keys.add("k<&\"'é " + number);
			write("locking", keys.getLast());
			write("locking", keys.getLast());
		}
		assertThat(deletion("locking").delete(keys)).hasSize(600).allMatch(Deletion.Deleted.class::isInstance);
		assertThat(left("locking")).isZero();
		assertThat(count("POST", "delete")).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "locking" })
	void goesOneByOneWhereTheServerKnowsNothingElse(String bucket) {
		this.server.withoutBatches();
		write(bucket, "a");
		write(bucket, "b");
		S3Deletion deletion = deletion(bucket);
		assertThat(deletion.delete(List.of("a", "none"))).containsExactly(new Deletion.Deleted("a"),
				new Deletion.Deleted("none"));
		assertThat(deletion.delete(List.of("b"))).containsExactly(new Deletion.Deleted("b"));
		assertThat(left(bucket)).isZero();
		assertThat(count("POST", "delete")).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "501, NotImplemented", "405, MethodNotAllowed", "404, NoSuchKey", "400, InvalidRequest" })
	void takesABucketForPlainWhoseServerKnowsNoVersions(int status, String code) {
		this.proxy.answer(status, "<Error><Code>" + code + "</Code></Error>",
				(request) -> request.target().contains("versioning"), ALWAYS);
		write("plain", "a");
		assertThat(deletion("plain").delete(List.of("a"))).containsExactly(new Deletion.Deleted("a"));
		assertThat(left("plain")).isZero();
	}

	@Test
	void deletesAsItMayWhereVersionsMayNotBeAskedFor() {
		this.proxy.answer(403, "<Error><Code>AccessDenied</Code></Error>",
				(request) -> request.target().contains("versioning"), ALWAYS);
		write("locking", "a");
		assertThat(deletion("locking").delete(List.of("a"))).containsExactly(new Deletion.Deleted("a"));
		assertThat(left("locking")).as("the version and the mark").isEqualTo(2);
	}

	@Test
	void failsForThoseAloneThatTheServerRefuses() {
		this.proxy.answer(200,
				"""
						<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b</Key><Code>AccessDenied</Code>
						<Message>no</Message></Error><Error><Key>c</Key><Code>InternalError</Code><Message>oops</Message></Error>
						</DeleteResult>""",
				S3DeletionTests::deletesMany, 1);
		this.proxy.answer(200, "<DeleteResult><Deleted><Key>c</Key></Deleted></DeleteResult>",
				S3DeletionTests::deletesMany, 1);
		assertThat(deletion("plain").delete(List.of("a", "b", "c", "d"))).satisfiesExactly(
				(one) -> assertThat(one).isEqualTo(new Deletion.Deleted("a")),
				(one) -> assertThat(one)
					.isEqualTo(new Deletion.Failed("b", StoreException.DENIED, "AccessDenied (no)")),
				(one) -> assertThat(one).isEqualTo(new Deletion.Deleted("c")),
				(one) -> assertThat(one).isInstanceOfSatisfying(Deletion.Failed.class,
						(failed) -> assertThat(failed.code()).isEqualTo(StoreException.UNCONFIRMED)));
	}

	@Test
	void failsWhereVersionsMayNotBeListed() {
		this.proxy.answer(403, "<Error><Code>AccessDenied</Code></Error>",
				(request) -> request.target().contains("versions"), ALWAYS);
		write("locking", "a");
		assertThat(deletion("locking").delete(List.of("a"))).singleElement()
			.isInstanceOfSatisfying(Deletion.Failed.class,
					(failed) -> assertThat(failed.code()).isEqualTo(StoreException.DENIED));
		assertThat(left("locking")).isOne();
	}

	@Test
	void isLockedWhereOnlyTheDeletionSaysSo() {
		Instant until = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
		write("locking", "a");
		this.behind.putObjectRetention((request) -> request.bucket("locking")
			.key("a")
			.retention((retention) -> retention.mode(ObjectLockRetentionMode.GOVERNANCE).retainUntilDate(until)));
		this.proxy.answer(403, "", (request) -> request.method().equals("HEAD"), 1);
		assertThat(deletion("locking").delete(List.of("a"))).containsExactly(new Deletion.Locked("a", until));
	}

	@Test
	void isNoFailureOfOneObjectWhereTheServerIsAway() {
		this.proxy.answer(500, "<Error><Code>InternalError</Code></Error>", S3DeletionTests::deletesMany, ALWAYS);
		S3Deletion deletion = deletion("plain");
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> deletion.delete(List.of("a")));
	}

}
