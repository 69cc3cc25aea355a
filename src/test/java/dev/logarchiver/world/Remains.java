package dev.logarchiver.world;

import java.util.List;
import java.util.stream.StreamSupport;

import dev.logarchiver.world.Program.Result;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process has left behind, whatever went wrong in it.
 */
public final class Remains {

	private Remains() {
	}

	/**
	 * Checks that nothing is half done: no open upload, no spool file, no secret and no
	 * stack trace told, and a ledger that holds just what the store holds.
	 */
	public static void areClean(World world, Result result) {
		areTold(world, result);
		assertThat(world.openUploads()).as("open uploads").isEmpty();
		assertThat(world.spoolFiles()).as("spool files").isEmpty();
		ledgerHoldsTheStore(world);
	}

	/**
	 * Checks that what was printed is for people, and holds no secret.
	 */
	public static void areTold(World world, Result result) {
		assertThat(result.toString()).doesNotContain(world.platform().apiKey(), "s3-secret-of-the-tests",
				"X-Signature");
		assertThat(result.errors()).doesNotContain("\tat ", "Exception in thread");
	}

	/**
	 * Checks that each row of the ledger has its object, with its bytes, and the other
	 * way round.
	 */
	public static void ledgerHoldsTheStore(World world) {
		List<String> rows = rows("logs").stream()
			.map((row) -> row.path("key").asString() + " " + row.path("sha256").asString())
			.toList();
		List<String> objects = ArchivedObject.of(world)
			.stream()
			.map((object) -> object.key() + " " + object.sha256())
			.toList();
		assertThat(rows).as("the ledger").containsExactlyInAnyOrderElementsOf(objects);
	}

	/**
	 * The status of the newest execution.
	 */
	public static String newestStatus() {
		return rows("executions").stream().findFirst().map((row) -> row.path("status").asString()).orElse("none");
	}

	/**
	 * The IDs of the runs in the ledger, once for each of its rows.
	 */
	public static List<String> archivedRuns() {
		return rows("logs").stream().map((row) -> row.path("run").asString()).toList();
	}

	private static List<JsonNode> rows(String command) {
		Result result = Program.call(command, "--json", "--limit", "1000000");
		assertThat(result.code()).as(result.toString()).isZero();
		return StreamSupport.stream(result.json().spliterator(), false).toList();
	}

}
