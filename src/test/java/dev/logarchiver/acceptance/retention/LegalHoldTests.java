package dev.logarchiver.acceptance.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.VersionedS3;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * In a bucket with Object Lock, what is held is kept by the bucket itself.
 */
class LegalHoldTests {

	private static final Instant MAY = Instant.parse("2026-05-20T12:00:00Z");

	private final VersionedS3 server = VersionedS3.start();

	private final S3Client client = this.server.client();

	private final World world = new World();

	private List<SimulatedRun> runs = List.of();

	@BeforeEach
	void archiveThree() {
		this.client.createBucket((request) -> request.bucket("locking").objectLockEnabledForBucket(true));
		this.world.set("aws.endpointUrlS3", this.server.endpoint().toString())
			.set("archiver.store.uri", "s3://locking/logs");
		this.runs = IntStream.range(0, 3)
			.mapToObj((day) -> this.world.platform().worker("w").run(MAY.plus(Duration.ofDays(day))))
			.toList();
		succeeded("backfill", "--since", "2026-05-01", "--worker", "w");
		succeeded("run", "--worker", "w");
	}

	@AfterEach
	void end() {
		this.world.close();
		this.client.close();
		this.server.close();
	}

	private static Result succeeded(String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isZero();
		return result;
	}

	private List<ObjectVersion> versions(int run) {
		return this.client.listObjectVersions((request) -> request.bucket("locking").prefix("logs/worker="))
			.versions()
			.stream()
			.filter((version) -> version.key().contains(this.runs.get(run).slug()))
			.toList();
	}

	private boolean isHeld(int run) {
		return this.client.headObject((request) -> request.bucket("locking").key(versions(run).getFirst().key()))
			.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON;
	}

	@Test
	void theBucketKeepsTheLogOfARunUntilItIsReleased() {
		String run = this.runs.get(0).slug();
		Result held = succeeded("hold", "w", "--run", run, "--reason", "case 7");
		assertThat(held.output()).isEqualTo(
				"Run " + run + " of Worker w: 1 log held in the ledger and the store; 1 object under legal hold\n");
		assertThat(List.of(isHeld(0), isHeld(1), isHeld(2))).containsExactly(true, false, false);
		ObjectVersion version = versions(0).getFirst();
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> this.client
			.deleteObject((request) -> request.bucket("locking").key(version.key()).versionId(version.versionId())));
		Result released = succeeded("release", "w", "--run", run);
		assertThat(released.output()).contains("1 legal hold lifted");
		assertThat(isHeld(0)).isFalse();
	}

	@Test
	void aLogThatIsHeldTwiceIsFreeAfterTheSecondRelease() {
		String run = this.runs.get(1).slug();
		succeeded("hold", "w", "--reason", "audit");
		succeeded("hold", "w", "--run", run, "--reason", "case 7");
		assertThat(succeeded("release", "w").output()).contains("2 legal holds lifted", "1 log still held");
		assertThat(List.of(isHeld(0), isHeld(1), isHeld(2))).containsExactly(false, true, false);
		succeeded("release", "w", "--run", run);
		assertThat(isHeld(1)).isFalse();
	}

	@Test
	void pruneKeepsWhatIsHeldAndDeletesTheRestInAllVersions() {
		succeeded("hold", "w", "--run", this.runs.get(0).slug(), "--reason", "case 7");
		this.world.set("archiver.retention.rules[0].keep-last", "1");
		succeeded("prune", "--max-delete", "100%");
		assertThat(List.of(versions(0).size(), versions(1).size(), versions(2).size())).containsExactly(1, 0, 1);
		assertThat(this.client.listObjectVersions((request) -> request.bucket("locking").prefix("logs/worker="))
			.deleteMarkers()).isEmpty();
		succeeded("release", "w", "--run", this.runs.get(0).slug());
		succeeded("prune", "--max-delete", "100%");
		assertThat(List.of(versions(0).size(), versions(1).size(), versions(2).size())).containsExactly(0, 0, 1);
	}

}
