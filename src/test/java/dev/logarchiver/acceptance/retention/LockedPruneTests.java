package dev.logarchiver.acceptance.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.VersionedS3;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the bucket itself keeps stays archived, and is no failure.
 */
class LockedPruneTests {

	private static final Instant MAY = Instant.parse("2026-05-20T12:00:00Z");

	private final VersionedS3 server = VersionedS3.start();

	private final S3Client client = this.server.client();

	private final World world = new World();

	private List<SimulatedRun> runs = List.of();

	@BeforeEach
	void archiveFour() {
		this.client.createBucket((request) -> request.bucket("locking").objectLockEnabledForBucket(true));
		this.world.set("aws.endpointUrlS3", this.server.endpoint().toString())
			.set("archiver.store.uri", "s3://locking/logs")
			.set("archiver.retention.rules[0].keep-last", "1");
		this.runs = IntStream.range(0, 4)
			.mapToObj((day) -> this.world.platform().worker("w").run(MAY.plus(Duration.ofDays(day))))
			.toList();
		call(0, "backfill", "--since", "2026-05-01", "--worker", "w");
		call(0, "run", "--worker", "w");
		assertThat(archived()).hasSize(4);
	}

	@AfterEach
	void end() {
		this.world.close();
		this.client.close();
		this.server.close();
	}

	private static Result call(int code, String... arguments) {
		Result result = Program.call(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result;
	}

	private static JsonNode prune(int pruned, int locked) {
		JsonNode result = call(0, "prune", "--max-delete", "100%").json();
		assertThat(result.path("status").asString()).isEqualTo("COMPLETED");
		assertThat(result.path("pruned").asInt()).isEqualTo(pruned);
		assertThat(result.path("locked").asInt()).isEqualTo(locked);
		assertThat(result.path("failed").asInt()).isZero();
		assertThat(result.path("failures").isEmpty()).isTrue();
		return result;
	}

	private List<String> archived() {
		return Ledgers.strings(this.world, "SELECT run_id FROM archived_log ORDER BY run_at");
	}

	private List<String> tombstones() {
		return Ledgers.strings(this.world, "SELECT run_id FROM pruned_log ORDER BY run_at");
	}

	private String key(int run) {
		return "logs/" + Ledgers
			.strings(this.world,
					"SELECT object_key FROM archived_log WHERE run_id = '" + this.runs.get(run).slug() + "'")
			.getFirst();
	}

	private List<String> lockEnds(int run) {
		return Ledgers.strings(this.world,
				"SELECT CAST(CAST(EXTRACT(EPOCH FROM locked_until) AS BIGINT) AS VARCHAR) FROM archived_log "
						+ "WHERE run_id = '" + this.runs.get(run).slug() + "'");
	}

	private void lock(int run, Instant until) {
		String key = key(run);
		this.client.putObjectRetention((request) -> request.bucket("locking")
			.key(key)
			.retention((retention) -> retention.mode(ObjectLockRetentionMode.COMPLIANCE).retainUntilDate(until)));
	}

	private void legalHold(int run, ObjectLockLegalHoldStatus status) {
		String key = key(run);
		this.client.putObjectLegalHold(
				(request) -> request.bucket("locking").key(key).legalHold((hold) -> hold.status(status)));
	}

	private ListObjectVersionsResponse versions(String key) {
		return this.client.listObjectVersions((request) -> request.bucket("locking").prefix(key));
	}

	private void assertUntouched(int run) {
		assertThat(versions(key(run)).versions()).hasSize(1);
		assertThat(versions(key(run)).deleteMarkers()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLockThatTheLedgerDidNotKnowIsLearnt(boolean batches) {
		if (!batches) {
			this.server.withoutBatches();
		}
		Instant until = Instant.now().plus(Duration.ofDays(90)).truncatedTo(ChronoUnit.SECONDS);
		lock(1, until);
		assertThat(lockEnds(1)).containsOnlyNulls();
		String free = key(0);
		this.client.putObject((request) -> request.bucket("locking").key(free), RequestBody.fromString("other"));
		this.client.deleteObject((request) -> request.bucket("locking").key(free));
		JsonNode result = prune(2, 1);
		assertThat(result.path("kept").asInt()).isEqualTo(2);
		assertThat(archived()).containsExactly(this.runs.get(1).slug(), this.runs.get(3).slug());
		assertThat(tombstones()).containsExactly(this.runs.getFirst().slug(), this.runs.get(2).slug());
		assertThat(lockEnds(1)).containsExactly(String.valueOf(until.getEpochSecond()));
		assertUntouched(1);
		assertThat(versions(free).versions()).isEmpty();
		assertThat(versions(free).deleteMarkers()).isEmpty();
		assertThat(call(0, "prune", "--dry-run").output()).contains("locked until");
		prune(0, 0);
		call(0, "verify", "--read-data");
	}

	@Test
	void aLegalHoldOfSomebodyElseKeepsItsLogUntilItIsLifted() {
		legalHold(1, ObjectLockLegalHoldStatus.ON);
		prune(2, 1);
		assertThat(archived()).containsExactly(this.runs.get(1).slug(), this.runs.get(3).slug());
		assertThat(lockEnds(1)).containsOnlyNulls();
		assertUntouched(1);
		prune(0, 1);
		call(0, "verify", "--read-data");
		String key = key(1);
		legalHold(1, ObjectLockLegalHoldStatus.OFF);
		prune(1, 0);
		assertThat(archived()).containsExactly(this.runs.get(3).slug());
		assertThat(versions(key).versions()).isEmpty();
		assertThat(versions(key).deleteMarkers()).isEmpty();
	}

}
