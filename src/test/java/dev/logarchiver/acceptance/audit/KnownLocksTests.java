package dev.logarchiver.acceptance.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.simulation.VersionedS3;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger knows until when an object is locked, however it came to know the object.
 */
class KnownLocksTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final VersionedS3 server = VersionedS3.start();

	private final S3Client client = this.server.client();

	private final World world = new World();

	@BeforeEach
	void archive() {
		this.client.createBucket((request) -> request.bucket("locking").objectLockEnabledForBucket(true));
		this.world.set("aws.endpointUrlS3", this.server.endpoint().toString())
			.set("archiver.store.uri", "s3://locking/logs")
			.set("archiver.store.s3.object-lock.mode", "governance")
			.set("archiver.store.s3.object-lock.retain", "90d");
		this.world.platform().worker("w").run(JUNE);
		call("run", "--worker", "w");
		assertThat(known()).containsExactly(locked());
	}

	@AfterEach
	void end() {
		this.world.close();
		this.client.close();
		this.server.close();
	}

	private static void call(String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isZero();
	}

	private String key() {
		return this.client.listObjectVersions((request) -> request.bucket("locking").prefix("logs/worker="))
			.versions()
			.getFirst()
			.key();
	}

	private String locked() {
		return String.valueOf(this.client.headObject((request) -> request.bucket("locking").key(key()))
			.objectLockRetainUntilDate()
			.toEpochMilli());
	}

	private List<String> known() {
		return Ledgers.strings(this.world,
				"SELECT CAST(CAST(FLOOR(EXTRACT(EPOCH FROM locked_until) * 1000) AS BIGINT) AS VARCHAR) "
						+ "FROM archived_log");
	}

	@Test
	void reindexReadsTheLocksBack() {
		this.world.loseLedger();
		call("reindex");
		assertThat(known()).containsExactly(locked());
	}

	@Test
	void aLogThatAnEarlierAttemptStoredIsKnownToBeLocked() {
		Ledgers.empty(this.world);
		this.world.set("archiver.store.s3.object-lock.retain", "30d");
		call("run", "--worker", "w");
		assertThat(known()).containsExactly(locked());
	}

	@Test
	void whatIsStoredAgainIsLockedAnew() {
		String before = locked();
		this.client.deleteObject((request) -> request.bucket("locking").key(key()));
		this.world.set("archiver.store.s3.object-lock.retain", "400d");
		call("verify", "--repair");
		assertThat(Long.parseLong(locked()) - Long.parseLong(before)).isGreaterThan(Duration.ofDays(300).toMillis());
		assertThat(known()).containsExactly(locked());
	}

}
