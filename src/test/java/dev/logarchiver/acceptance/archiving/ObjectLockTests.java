package dev.logarchiver.acceptance.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.VersionedS3;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Final logs are locked when they are stored, as configured, and kept as configured.
 */
class ObjectLockTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final long MORE_THAN_A_PART = 17 * 1024 * 1024;

	private final VersionedS3 server = VersionedS3.start();

	private final S3Client client = this.server.client();

	private final World world = new World();

	@BeforeEach
	void begin() {
		this.client.createBucket((request) -> request.bucket("locking").objectLockEnabledForBucket(true));
		this.client.createBucket((request) -> request.bucket("plain"));
		this.world.set("aws.endpointUrlS3", this.server.endpoint().toString())
			.set("archiver.store.uri", "s3://locking/logs")
			.set("archiver.store.compression", "none");
	}

	@AfterEach
	void end() {
		this.world.close();
		this.client.close();
		this.server.close();
	}

	private void lock(String mode, String retain) {
		this.world.set("archiver.store.s3.object-lock.mode", mode).set("archiver.store.s3.object-lock.retain", retain);
	}

	private static Result call(int code, String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result;
	}

	private List<String> logs() {
		return this.client.listObjectsV2((request) -> request.bucket("locking").prefix("logs/worker="))
			.contents()
			.stream()
			.map(S3Object::key)
			.toList();
	}

	private HeadObjectResponse head(String key) {
		return this.client.headObject((request) -> request.bucket("locking").key(key));
	}

	private int versions(String key) {
		return this.client.listObjectVersions((request) -> request.bucket("locking").prefix(key)).versions().size();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void finalLogsAreLockedOnceAndPartialOnesAreNot(boolean conditions) {
		if (!conditions) {
			this.server.ignoringConditions();
		}
		lock("compliance", "90d");
		SimulatedRun run = this.world.platform().worker("w").run(JUNE).running().log("started\n");
		call(0, "run", "--worker", "w");
		assertThat(logs()).singleElement().asString().contains(".partial.");
		assertThat(head(logs().getFirst()).objectLockMode()).isNull();
		run.append("going on\n");
		call(0, "run", "--worker", "w");
		run.finished("succeeded", JUNE.plusSeconds(60));
		this.world.platform().worker("large").run(JUNE).log(Content.repeated((byte) '.', MORE_THAN_A_PART));
		Instant before = Instant.now();
		call(0, "run", "--worker", "w", "--worker", "large");
		assertThat(logs()).hasSize(2).allSatisfy((key) -> {
			assertThat(head(key).objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
			assertThat(head(key).objectLockRetainUntilDate()).isBetween(before.plus(Duration.ofDays(90)),
					Instant.now().plus(Duration.ofDays(90)).plusSeconds(1));
			assertThat(versions(key)).isOne();
		});
		assertThat(this.client.listObjectVersions((request) -> request.bucket("locking")).versions()).hasSize(3);
		assertThat(this.client.listObjectVersions((request) -> request.bucket("locking")).deleteMarkers()).isEmpty();
	}

	@Test
	void aBucketWithoutLocksIsToldBeforeTheFirstWorker() {
		lock("governance", "90d");
		this.world.set("archiver.store.uri", "s3://plain/logs").platform().worker("w").run(JUNE).log("text\n");
		Result result = call(2, "run", "--worker", "w");
		assertThat(result.errors()).contains("The bucket 'plain' of archiver.store.uri has no Object Lock",
				"switch Object Lock on for the bucket");
		assertThat(call(2, "doctor").output()).contains("has no Object Lock", "What to do: switch Object Lock on");
		assertThat(this.client.listObjectsV2((request) -> request.bucket("plain")).contents()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					archiver.store.s3.object-lock.mode   | governance | object-lock.mode is set, but archiver.store.s3.object-lock.retain isn't
					archiver.store.s3.object-lock.retain | 90d        | object-lock.retain is set, but archiver.store.s3.object-lock.mode isn't
					archiver.store.s3.object-lock.mode   | forever    | archiver.store.s3.object-lock.mode
					archiver.store.s3.tags               | colour     | archiver.store.s3.tags
					archiver.store.s3.storage-class      | cold one   | archiver.store.s3.storage-class
					archiver.store.s3.sse                | rot13      | archiver.store.s3.sse
					archiver.store.s3.kms-key-id         | alias/logs | archiver.store.s3.kms-key-id is set, but archiver.store.s3.sse isn't kms
					""")
	void aBadSettingIsNamed(String setting, String value, String text) {
		this.world.set(setting, value);
		assertThat(call(2, "run", "--worker", "w").errors()).contains(text);
	}

	@Test
	void doctorReadsWhatTheBucketKeepsAndLeavesNothing() {
		lock("compliance", "730d");
		Result result = call(0, "doctor");
		assertThat(result.output()).contains("the bucket keeps versions",
				"final logs are locked for 730 d (COMPLIANCE)", "nobody can delete them before",
				"set archiver.store.s3.object-lock.retain to a year at most");
		assertThat(this.client.listObjectVersions((request) -> request.bucket("locking")).versions()).isEmpty();
		this.world.set("archiver.store.s3.object-lock.retain", "365d");
		assertThat(call(0, "doctor").output()).doesNotContain("note", "What to do");
	}

	@Test
	void doctorWarnsOfABucketThatLocksEverything() {
		this.server.retainByDefault("locking", Duration.ofDays(3));
		assertThat(call(0, "doctor").output()).contains("locks whatever is stored there for 3 days (GOVERNANCE)",
				"take the default retention off the bucket");
		this.world.platform().worker("w").run(JUNE).log("text\n");
		call(0, "run", "--worker", "w");
		assertThat(logs()).hasSize(1);
	}

	@Test
	void logsOfAnySizeAreStoredAsConfigured() {
		this.world.set("archiver.store.s3.tags", "worker,status,job")
			.set("archiver.store.s3.storage-class", "STANDARD_IA")
			.set("archiver.store.s3.sse", "kms")
			.set("archiver.store.s3.kms-key-id", "alias/logs");
		this.world.platform().worker("acme~small").run(JUNE).log("text\n");
		this.world.platform().worker("large").run(JUNE).log(Content.repeated((byte) '.', MORE_THAN_A_PART));
		call(0, "run", "--job", "nightly", "--worker", "acme~small", "--worker", "large");
		assertThat(logs()).hasSize(2).allSatisfy((key) -> {
			boolean large = key.contains("large");
			assertThat(head(key).storageClassAsString()).isEqualTo(large ? "STANDARD_IA" : null);
			assertThat(head(key).serverSideEncryptionAsString()).isEqualTo("aws:kms");
			assertThat(head(key).ssekmsKeyId()).isEqualTo("alias/logs");
			assertThat(this.client.getObjectTagging((request) -> request.bucket("locking").key(key)).tagSet())
				.extracting((tag) -> tag.key() + "=" + tag.value())
				.containsExactlyInAnyOrder("worker=" + (large ? "large" : "acme/small"), "status=succeeded",
						"job=nightly");
		});
	}

	@Test
	void doctorDoesTheArithmeticOfACheaperClass() {
		this.world.platform().worker("small").run(JUNE).log("text\n");
		this.world.platform().worker("large").run(JUNE).log(Content.repeated((byte) '.', 1024 * 1024));
		call(0, "run", "--worker", "small", "--worker", "large");
		this.world.set("archiver.store.s3.storage-class", "STANDARD_IA");
		assertThat(call(0, "doctor").output())
			.contains("STANDARD_IA for logs above 128 KB as stored",
					"Of 2 logs in the ledger, 1 would get it: 1.0 MB billed as 1.0 MB, 1.0 times as much",
					"if all got it: 1.0 MB billed as 1.2 MB, 1.1 times as much")
			.doesNotContain("note");
		this.world.set("archiver.store.s3.storage-class-above", "0B");
		assertThat(call(0, "doctor").output()).contains("2 would get it",
				"set archiver.store.s3.storage-class-above to 128KB or more");
	}

	@Test
	void doctorComparesTheRulesWithTheLock() {
		lock("governance", "90d");
		assertThat(call(0, "doctor").output()).contains("no rule lets go of a log that is locked for 90 d");
		this.world.set("archiver.retention.rules[0].keep-within", "30d")
			.set("archiver.retention.rules[1].keep-within", "100d");
		assertThat(call(0, "doctor").output())
			.contains("longer than archiver.retention.rules keep them: keep-within 30d", "until their lock ends");
	}

}
