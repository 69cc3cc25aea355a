package dev.logarchiver.acceptance.retention;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the store remembers of pruned logs and of holds comes back when the ledger was
 * lost.
 */
class RestorationTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String LIST = "_log-archiver/pruned/7.jsonl.gz";

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String worker, int minute) {
		SimulatedRun run = this.world.platform().worker(worker).run(JUNE.plusSeconds(60L * minute));
		assertThat(Program.call("run", "--worker", worker).code()).isZero();
		return run;
	}

	/** What an execution that prunes the log writes of it. */
	private static String line(SimulatedRun run) {
		ObjectNode line = Program.call("logs", "--json")
			.json()
			.valueStream()
			.filter((log) -> log.path("run").asString().equals(run.slug()))
			.findFirst()
			.orElseThrow()
			.deepCopy()
			.asObject();
		line.set("run_status", line.path("status"));
		line.put("rule", "keep-last 1").put("pruned_at", "2026-07-01T00:00:00Z");
		line.retain("worker", "run", "revision", "key", "run_at", "run_status", "size", "sha256", "archived_at", "rule",
				"pruned_at");
		return line.toString();
	}

	private void list(String... lines) {
		this.world.putBytes(LIST, packed(String.join("\n", lines) + "\n"));
	}

	private static byte[] packed(String text) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
			output.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	private String key(SimulatedRun run) {
		return this.world.keys().stream().filter((key) -> key.contains(run.slug())).findFirst().orElseThrow();
	}

	private static List<String> runs() {
		return Program.call("logs", "--json").json().valueStream().map((log) -> log.path("run").asString()).toList();
	}

	@Test
	void nothingPrunedComesBackAndNothingHeldGoes() {
		SimulatedRun pruned = archived("w", 1);
		SimulatedRun held = archived("w", 2);
		archived("w", 3);
		list(line(pruned), line(held));
		this.world.delete(key(pruned));
		assertThat(Program.call("hold", "w", "--run", held.slug(), "--reason", "case 7").code()).isZero();
		assertThat(Program.call("hold", "other", "--reason", "case 8").code()).isZero();
		JsonNode holds = Program.call("hold", "--list", "--json").json();
		this.world.loseLedger();

		Result reindexed = Program.call("reindex", "--json");
		assertThat(reindexed.code()).as(reindexed.toString()).isZero();
		assertThat(reindexed.json().path("indexed").asInt()).isEqualTo(2);
		assertThat(reindexed.json().path("pruned").asInt()).isEqualTo(1);
		assertThat(reindexed.json().path("held").asInt()).isEqualTo(2);
		assertThat(Program.call("hold", "--list", "--json").json()).isEqualTo(holds);
		List<String> archived = runs();
		assertThat(archived).hasSize(2).contains(held.slug()).doesNotContain(pruned.slug());

		this.world.platform().forgetCalls();
		Result backfilled = Program.call("backfill", "--worker", "w", "--since", "2026-06-01");
		assertThat(backfilled.code()).as(backfilled.toString()).isZero();
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		assertThat(this.world.platform().downloads()).isEmpty();
		assertThat(runs()).isEqualTo(archived);
		assertThat(Program.call("hold", "w", "--run", pruned.slug(), "--reason", "late").errors())
			.contains(" was pruned 2026-07-01T00:00:00Z by the rule 'keep-last 1'");

		JsonNode again = Program.call("reindex", "--json").json();
		assertThat(again.path("pruned").asInt()).isZero();
		assertThat(again.path("held").asInt()).isZero();
	}

	@Test
	void whatTheStoreHasAgainIsArchived() {
		SimulatedRun run = archived("w", 1);
		archived("w", 2);
		String key = key(run);
		byte[] content = this.world.bytes(key);
		Map<String, String> metadata = this.world.head(key).metadata();
		list(line(run));
		this.world.delete(key);
		this.world.loseLedger();
		assertThat(Program.call("reindex", "--json").json().path("pruned").asInt()).isEqualTo(1);
		this.world.put(key, new String(content, StandardCharsets.ISO_8859_1), metadata);
		assertThat(Program.call("reindex", "--json").json().path("indexed").asInt()).isEqualTo(1);
		assertThat(runs()).contains(run.slug());
		assertThat(Program.call("hold", "w", "--run", run.slug(), "--reason", "case 7").code()).isZero();
	}

	@Test
	void whatIsAboutToBePrunedStaysSo() {
		SimulatedRun run = archived("w", 1);
		archived("w", 2);
		Ledgers.execute(this.world, """
				INSERT INTO pruned_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status,
				run_at, text_size, object_size, sha256, archived_at, execution_id, pruned_rule, pruned_at, pruned_by)
				SELECT worker_id, run_id, revision, object_key, is_final, completeness, run_status, run_at, text_size,
				object_size, sha256, archived_at, execution_id, 'keep-last 1', '2026-07-01T00:00:00Z', 7
				FROM archived_log WHERE run_id = '%s'""".formatted(run.slug()));
		Ledgers.execute(this.world, "DELETE FROM archived_log WHERE run_id = '%s'".formatted(run.slug()));
		Result result = Program.call("reindex", "--json");
		assertThat(result.json().path("already").asInt()).as(result.toString()).isEqualTo(2);
		assertThat(runs()).doesNotContain(run.slug());
	}

	@Test
	void replacingTheLedgerKeepsWhatWasPrunedFromComingBack() {
		SimulatedRun pruned = archived("w", 1);
		archived("w", 2);
		list(line(pruned));
		this.world.delete(key(pruned));
		Result result = Program.call("reindex", "--replace", "--json");
		assertThat(result.json().path("dropped").asInt()).as(result.toString()).isEqualTo(1);
		assertThat(result.json().path("pruned").asInt()).isEqualTo(1);
		this.world.platform().forgetCalls();
		assertThat(Program.call("backfill", "--worker", "w", "--since", "2026-06-01").code()).isZero();
		assertThat(this.world.platform().downloads()).isEmpty();
		assertThat(Program.call("reindex").output()).doesNotContain("pruned");
	}

	@Test
	void whatCannotBeReadIsAWarningAndKeepsNothingElseFromComingBack() {
		SimulatedRun pruned = archived("w", 1);
		archived("w", 2);
		String line = line(pruned);
		list("{", line.replace("2026-07-01", "yesterday"), line.replace("\"revision\":1", "\"revision\":2"), "", line);
		this.world.put("_log-archiver/pruned/8.jsonl.gz", "no list");
		byte[] cut = packed(line + "\n" + "x".repeat(100_000));
		this.world.putBytes("_log-archiver/pruned/9.jsonl.gz", Arrays.copyOf(cut, cut.length / 2));
		this.world.put("_log-archiver/holds/w/r.json", "{\"worker\": \"w\", \"run\": \"other\", \"reason\": \"x\", "
				+ "\"held_at\": \"2026-07-01T00:00:00Z\"}");
		this.world.put("_log-archiver/holds/w/bad.json", "\u001b[31m");
		assertThat(Program.call("hold", "w", "--reason", "case 7").code()).isZero();
		this.world.delete(key(pruned));
		this.world.loseLedger();
		Result result = Program.call("reindex", "--json");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("pruned").asInt()).isEqualTo(1);
		assertThat(result.json().path("held").asInt()).isEqualTo(1);
		assertThat(result.errors().lines().filter((warning) -> warning.contains("WARN")))
			.anySatisfy(
					(warning) -> assertThat(warning).contains("pruned/7.jsonl.gz line 1 can't be read: it is not JSON"))
			.anySatisfy((warning) -> assertThat(warning).contains("pruned/7.jsonl.gz line 2 ", "a bad one"))
			.anySatisfy((warning) -> assertThat(warning).contains("pruned/7.jsonl.gz line 3 ", "'key'"))
			.anySatisfy((warning) -> assertThat(warning).contains("pruned/7.jsonl.gz line 4 "))
			.anySatisfy((warning) -> assertThat(warning).contains("pruned/8.jsonl.gz can't be read after line 0"))
			.anySatisfy((warning) -> assertThat(warning).contains("pruned/9.jsonl.gz can't be read after line"))
			.anySatisfy((warning) -> assertThat(warning).contains("holds/w/r.json", "names other logs"))
			.anySatisfy((warning) -> assertThat(warning).contains("holds/w/bad.json", "not JSON"))
			.hasSize(8);
	}

}
