package dev.logarchiver.acceptance.retention;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the retention policy doesn't keep is deleted, and is never downloaded again.
 */
class PruneTests {

	private static final Instant MAY = Instant.parse("2026-05-20T12:00:00Z");

	private static final String LAST_2 = "archiver.retention.rules[0].keep-last";

	private final World world = world().set("archiver.coreclaw.max-attempts", "2")
		.set("archiver.survey.min-workers", "2")
		.set(LAST_2, "2");

	private final List<SimulatedWorker> workers = Stream.of("acme~a", "acme~b", "w")
		.map((id) -> this.world.platform().worker(id))
		.toList();

	private Instant now = MAY;

	PruneTests() {
		this.world.platform().clock(() -> this.now).runsAppearByClock();
	}

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	/**
	 * Five ticks, a day apart: five runs of each Worker are archived.
	 */
	private void archiveFive() {
		for (int day = 0; day < 5; day++) {
			this.workers.forEach((worker) -> worker.run(this.now));
			this.now = this.now.plus(Duration.ofHours(1));
			tick();
			this.now = this.now.plus(Duration.ofHours(23));
		}
		assertArchived(5);
	}

	private Result tick(String... options) {
		return call(0, "run",
				Stream
					.concat(this.workers.stream().flatMap((worker) -> Stream.of("--worker", worker.id())),
							Stream.of(options))
					.toArray(String[]::new));
	}

	private Result call(int code, String command, String... options) {
		this.world.platform().forgetCalls();
		Result result = Program.call(Stream.of(Stream.of(command, "--json"), Stream.of(options))
			.flatMap((arguments) -> arguments)
			.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result;
	}

	private JsonNode prune(String... options) {
		return call(0, "prune",
				Stream.concat(Stream.of("--max-delete", "100%"), Stream.of(options)).toArray(String[]::new))
			.json();
	}

	/**
	 * The newest runs of each Worker are in the store, and no others.
	 */
	private void assertArchived(int runs) {
		assertThat(ArchivedObject.of(this.world).stream().map((object) -> object.worker() + " " + object.run()))
			.containsExactlyInAnyOrderElementsOf(this.workers.stream()
				.flatMap((worker) -> worker.runs()
					.subList(worker.runs().size() - runs, worker.runs().size())
					.stream()
					.map((run) -> worker.id() + " " + run.slug()))
				.toList());
	}

	private void assertNothingIsDownloaded() {
		assertThat(this.world.platform().downloads()).isEmpty();
	}

	@Test
	void deletesWhatNoRuleKeepsAndSaysSo() {
		archiveFive();
		JsonNode pruned = prune();
		assertThat(pruned.path("status").asString()).isEqualTo("COMPLETED");
		assertThat(pruned.path("pruned").asInt()).isEqualTo(9);
		assertThat(pruned.path("kept").asInt()).isEqualTo(6);
		assertThat(pruned.path("locked").asInt() + pruned.path("failed").asInt()).isZero();
		assertThat(pruned.path("bytes").asLong()).isPositive();
		assertThat(pruned.path("failures").isEmpty()).isTrue();
		assertThat(pruned.path("logs")
			.valueStream()
			.map((log) -> log.path("decision").asString() + ": " + log.path("reason").asString())).hasSize(15)
			.containsOnly("pruned: keep-last 2", "kept: keep-last 2")
			.filteredOn((decision) -> decision.startsWith("pruned"))
			.hasSize(9);
		assertArchived(2);
		JsonNode again = prune();
		assertThat(again.path("pruned").asInt()).isZero();
		assertThat(again.path("kept").asInt()).isEqualTo(6);
		JsonNode verified = call(0, "verify", "--read-data").json();
		assertThat(verified.path("wrong").asInt()).isZero();
	}

	@Test
	void writesDownWhatGoesBeforeItGoes() {
		archiveFive();
		this.world.put("_log-archiver/pruned/6.jsonl.gz", "of an earlier ledger");
		long execution = prune().path("execution").asLong();
		assertThat(execution).isEqualTo(6);
		List<JsonNode> lines = lines("_log-archiver/pruned/6.2.jsonl.gz");
		assertThat(lines).hasSize(9);
		JsonNode line = lines.getFirst();
		SimulatedRun run = this.workers.getFirst().runs().getFirst();
		assertThat(line.path("worker").asString()).isEqualTo("acme~a");
		assertThat(line.path("run").asString()).isEqualTo(run.slug());
		assertThat(line.path("revision").asInt()).isEqualTo(1);
		assertThat(line.path("key").asString()).startsWith("worker=acme~a/date=2026-05-20/" + run.slug());
		assertThat(line.path("sha256").asString()).isEqualTo(run.log().sha256());
		assertThat(line.path("rule").asString()).isEqualTo("keep-last 2");
		assertThat(List.of("run_at", "run_status", "size", "archived_at", "pruned_at"))
			.allSatisfy((name) -> assertThat(line.hasNonNull(name)).as(name).isTrue());
	}

	private List<JsonNode> lines(String key) {
		try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(this.world.bytes(key)))) {
			return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map((line) -> JsonMapper.shared().readTree(line))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void nothingOfItIsDownloadedByTheNextTicks(boolean survey) {
		this.world.set("archiver.survey.enabled", String.valueOf(survey));
		archiveFive();
		prune();
		for (int tick = 0; tick < 3; tick++) {
			this.now = this.now.plus(Duration.ofHours(1));
			JsonNode result = tick().json();
			assertNothingIsDownloaded();
			assertThat(result.path("unchanged").asInt()).isEqualTo(3);
			assertThat(result.at("/runs/found").asInt()).as(result.toString()).isZero();
		}
		assertArchived(2);
		this.workers.forEach((worker) -> worker.run(this.now));
		this.now = this.now.plus(Duration.ofHours(1));
		assertThat(tick().json().path("archived").asInt()).isEqualTo(3);
		assertThat(this.world.platform().downloads()).hasSize(3);
		assertArchived(3);
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void aBackfillOfTheTimeDownloadsNothingOfIt(boolean survey) {
		this.world.set("archiver.survey.enabled", String.valueOf(survey));
		archiveFive();
		prune();
		String[] range = Stream
			.concat(Stream.of("--since", "2026-05-01"),
					this.workers.stream().flatMap((worker) -> Stream.of("--worker", worker.id())))
			.toArray(String[]::new);
		String[] dryRun = Arrays.copyOf(range, range.length + 1);
		dryRun[range.length] = "--dry-run";
		assertThat(call(0, "backfill", dryRun).json().path("to_fetch").asInt()).isZero();
		JsonNode result = call(0, "backfill", range).json();
		assertNothingIsDownloaded();
		assertThat(result.at("/runs/known").asInt()).as(result.toString()).isEqualTo(15);
		assertArchived(2);
	}

	@Test
	void forceDoesNotBringItBack() {
		this.world.set(LAST_2, "1");
		archiveFive();
		prune();
		// what was the last run is none any more: those before it are pruned
		this.world.platform().worker("w").runs();
		Ledgers.execute(this.world, "DELETE FROM catch_up");
		JsonNode result = tick("--force").json();
		assertThat(this.world.platform().downloads()).hasSize(3);
		assertThat(result.path("unchanged").asInt()).isEqualTo(3);
		assertArchived(1);
		Ledgers.execute(this.world, "INSERT INTO pruned_log (worker_id, run_id, revision, object_key, is_final, "
				+ "completeness, run_status, run_at, text_size, object_size, sha256, archived_at, execution_id, "
				+ "pruned_rule, pruned_at, pruned_by, deleted_at) SELECT worker_id, run_id, revision, object_key, "
				+ "is_final, completeness, run_status, run_at, text_size, object_size, sha256, archived_at, "
				+ "execution_id, 'test', archived_at, 1, archived_at FROM archived_log WHERE worker_id = 'w'");
		Ledgers.execute(this.world, "DELETE FROM archived_log WHERE worker_id = 'w'");
		assertThat(tick("--force").json().path("unchanged").asInt()).isEqualTo(3);
		assertThat(this.world.platform().downloads()).as("of the last run of w, which is pruned").hasSize(2);
		assertThat(tick("--dry-run").json().path("unchanged").asInt()).isEqualTo(3);
	}

	@Test
	void deletesNothingBeyondTheLimit() {
		archiveFive();
		assertThat(call(2, "prune").errors()).contains("9 of 15 archived logs (60%) would be pruned, and --max-delete "
				+ "is 20%: nothing was deleted; look at 'prune --dry-run'");
		assertThat(call(2, "prune", "--max-delete", "8").errors()).contains("--max-delete is 8");
		assertArchived(5);
		assertThat(this.world.keysBelow("_log-archiver/pruned/")).isEmpty();
		JsonNode plan = call(0, "prune", "--dry-run").json();
		assertThat(plan.path("refused").asBoolean()).isTrue();
		assertThat(plan.path("problem").asString()).contains("--max-delete is 20%");
		assertThat(call(0, "prune", "--max-delete", "9").json().path("pruned").asInt()).isEqualTo(9);
	}

	@ParameterizedTest
	@CsvSource({ "101%", "-1", "many", "''", "1.5%" })
	void refusesALimitThatIsNone(String limit) {
		assertThat(call(2, "prune", "--max-delete", limit).errors()).contains("--max-delete");
	}

	@Test
	void withoutRulesEverythingIsKept() {
		this.world.unset(LAST_2);
		archiveFive();
		assertThat(call(2, "prune").errors())
			.contains("There are no retention rules, so every log is kept: set archiver.retention.rules");
		assertThat(call(2, "prune", "--dry-run").errors()).contains("There are no retention rules");
		assertThat(call(0, "prune", "--superseded").json().path("kept").asInt()).isEqualTo(15);
		assertArchived(5);
	}

	@Test
	void saysWhatGoesAndWhyTheRestStays() {
		archiveFive();
		SimulatedWorker first = this.workers.getFirst();
		Ledgers.execute(this.world, "INSERT INTO log_hold (worker_id, run_id, reason, held_at) VALUES ('acme~a', '"
				+ first.runs().getFirst().slug() + "', 'case 7', CURRENT_TIMESTAMP)");
		Ledgers.execute(this.world, "UPDATE archived_log SET locked_until = TIMESTAMP WITH TIME ZONE "
				+ "'2099-01-01 00:00:00+00' WHERE run_id = '" + first.runs().get(1).slug() + "'");
		JsonNode plan = call(0, "prune", "--dry-run", "--worker", "acme/*").json();
		assertThat(plan.path("status").asString()).isEqualTo("DRY_RUN");
		assertThat(plan.path("pruned").asInt()).isEqualTo(4);
		assertThat(plan.at("/workers/acme~a/logs").asInt()).isEqualTo(1);
		assertThat(plan.at("/months/2026-05/logs").asInt()).isEqualTo(4);
		List<String> reasons = new ArrayList<>();
		plan.path("logs")
			.forEach((log) -> reasons.add(log.path("worker").asString() + " " + log.path("decision").asString() + ": "
					+ log.path("reason").asString()));
		assertThat(reasons).containsExactly("acme~a kept: held: case 7",
				"acme~a kept: locked until 2099-01-01T00:00:00Z", "acme~a pruned: keep-last 2",
				"acme~a kept: keep-last 2", "acme~a kept: keep-last 2", "acme~b pruned: keep-last 2",
				"acme~b pruned: keep-last 2", "acme~b pruned: keep-last 2", "acme~b kept: keep-last 2",
				"acme~b kept: keep-last 2");
		String text = new String(Program.call("prune", "--dry-run").bytes(), StandardCharsets.UTF_8);
		assertThat(text).startsWith("Dry run: nothing was deleted. Of 15 archived logs, a prune would delete 7 (")
			.contains("It would refuse: 7 of 15 archived logs (46%)", "acme~b  3 ", "2026-05  7 ", "held    ",
					"locked  ");
		assertThat(call(0, "executions").json()).hasSize(5);
		assertArchived(5);
		assertThat(prune("--worker", "acme/*").path("pruned").asInt()).isEqualTo(4);
	}

	@Test
	void needsNeitherAKeyNorAPlatform() {
		archiveFive();
		this.world.unset("CORECLAW_API_KEY");
		assertThat(prune().path("pruned").asInt()).isEqualTo(9);
		assertThat(this.world.platform().apiCalls()).isEmpty();
	}

	@Test
	void isAnExecutionLikeOthers() {
		archiveFive();
		prune("--scheduled-at", "2026-06-01T00:00:00Z");
		this.world.set(LAST_2, "1");
		JsonNode recorded = prune("--scheduled-at", "2026-06-01T00:00:00Z");
		assertThat(recorded.path("pruned").asInt()).as("the same tick again").isEqualTo(9);
		assertArchived(2);
		JsonNode listed = call(0, "executions").json().get(0);
		assertThat(listed.path("job").asString()).isEqualTo("prune");
		assertThat(listed.path("pruned").asInt()).isEqualTo(9);
		ObjectNode shown = ((ObjectNode) recorded).without("logs");
		assertThat(call(0, "show", listed.path("execution").asString()).json()).isEqualTo(shown);
		assertThat(
				new String(Program.call("show", listed.path("execution").asString()).bytes(), StandardCharsets.UTF_8))
			.contains("Command       prune", "Scheduled at  2026-06-01T00:00:00Z", "pruned            9   ",
					"kept              6")
			.doesNotContain("Workers", "unchanged");
		assertThat(new String(Program.call("executions").bytes(), StandardCharsets.UTF_8)).contains("9 pruned");
		assertThat(call(0, "status").json().toString()).isNotEmpty();
		assertThat(call(0, "why", "w").code()).isZero();
	}

	@Test
	void whatTheStoreDoesNotDeleteIsTriedAgainByTheNextPrune() {
		archiveFive();
		this.world.wayToStore()
			.answer(403, "<Error><Code>AccessDenied</Code><Message>not you</Message></Error>",
					(request) -> request.method().equals("DELETE") || request.target().contains("delete"),
					Integer.MAX_VALUE);
		JsonNode refused = call(3, "prune", "--max-delete", "100%").json();
		assertThat(refused.path("status").asString()).isEqualTo("COMPLETED");
		assertThat(refused.path("failed").asInt()).isEqualTo(9);
		assertThat(refused.path("pruned").asInt()).isZero();
		assertThat(refused.path("failures")).hasSize(9).allSatisfy((failure) -> {
			assertThat(failure.path("worker").asString()).isIn("acme~a", "acme~b", "w");
			assertThat(failure.path("code").asString()).isEqualTo("store_denied");
		});
		this.world.heal();
		assertThat(call(0, "verify", "--read-data").json().path("wrong").asInt()).isZero();
		tick("--force");
		assertThat(call(0, "logs").json()).hasSize(6);
		assertThat(prune().path("pruned").asInt()).isEqualTo(9);
		assertArchived(2);
	}

	@Test
	void saysWhenAndByWhichRuleALogWasPruned() {
		archiveFive();
		prune();
		String run = this.workers.getLast().runs().getFirst().slug();
		JsonNode pruned = call(0, "logs", "--pruned", "--worker", "w", "--limit", "2").json();
		assertThat(pruned).hasSize(2);
		assertThat(pruned.get(0).path("run").asString()).isEqualTo(this.workers.getLast().runs().get(2).slug());
		assertThat(pruned.get(0).path("rule").asString()).isEqualTo("keep-last 2");
		assertThat(pruned.get(0).path("pruned_by").asInt()).isEqualTo(6);
		assertThat(pruned.get(0).hasNonNull("deleted_at")).isTrue();
		assertThat(call(0, "logs", "--pruned", "--status", "failed").json()).isEmpty();
		assertThat(new String(Program.call("logs", "--pruned").bytes(), StandardCharsets.UTF_8)).contains("PRUNED AT",
				"keep-last 2");
		assertThat(call(2, "logs", "--pruned", "--errors").errors()).contains("leave out --errors");
		assertThat(call(0, "why", "w", run).json().path("pruned").get(0).asString()).startsWith(run + " of 2026-05-20")
			.contains("pruned 20", "by execution 6, rule 'keep-last 2'");
		for (String command : List.of("cat", "link")) {
			assertThat(call(2, command, "w", "--run", run).errors())
				.contains("The log of run " + run + " of Worker w was pruned on 20", "rule 'keep-last 2'");
		}
	}

	@Test
	void diffSaysThatTheOnlyFailedRunWasPruned() {
		SimulatedWorker worker = this.workers.getLast();
		SimulatedRun bad = worker.run(this.now).finished("failed", null);
		call(0, "run", "--worker", "w");
		for (int day = 0; day < 2; day++) {
			this.now = this.now.plus(Duration.ofDays(1));
			worker.run(this.now);
			call(0, "run", "--worker", "w");
		}
		call(0, "diff", "w");
		assertThat(prune().path("pruned").asInt()).isOne();
		assertThat(call(2, "diff", "w").errors()).contains(
				"no failed run of Worker w is archived. The log of run " + bad.slug() + " of Worker w was pruned on 20",
				"rule 'keep-last 2'");
	}

	@Test
	void readsRulesFromAFileAndNamesWhatIsMisspelt() {
		this.world.unset(LAST_2);
		archiveFive();
		String rules = this.world.file("rules.yaml", """
				archiver:
				  retention:
				    rules:
				      - workers: acme/*
				        status: [succeeded, aborted]
				        keepLast: 1
				      - workers: w
				        keep-forever: true
				""").toString();
		assertThat(call(0, "prune", "--dry-run", "--config", rules).json().path("pruned").asInt()).isEqualTo(8);
		String misspelt = this.world.file("misspelt.yaml", """
				archiver:
				  retention:
				    rules:
				      - keep-lats: 1
				""").toString();
		assertThat(call(2, "prune", "--dry-run", "--config", misspelt).errors())
			.contains("archiver.retention.rules[0].keep-lats is '1' (" + misspelt + ", line 4): unknown setting");
		String bad = this.world.file("bad.yaml", """
				archiver:
				  retention:
				    rules:
				      - keep-last: 0
				""").toString();
		assertThat(call(2, "prune", "--dry-run", "--config", bad).errors()).contains(
				"archiver.retention.rules[0].keep-last is '0' (" + bad + ", line 4): give a number from 1 to 1000000");
	}

}
