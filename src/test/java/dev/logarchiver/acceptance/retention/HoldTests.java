package dev.logarchiver.acceptance.retention;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs are held, and let go of, in the ledger and in the store.
 */
class HoldTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String FOLDER = "_log-archiver/holds/";

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String worker, int minute) {
		SimulatedRun run = this.world.platform().worker(worker).run(JUNE.plusSeconds(60L * minute));
		assertThat(Program.call("run", "--worker", worker).code()).isZero();
		return run;
	}

	private static Result succeeded(String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isZero();
		return result;
	}

	private static List<String> heldRuns() {
		return succeeded("logs", "--json").json()
			.valueStream()
			.filter((log) -> log.has("held"))
			.map((log) -> log.path("run").asString())
			.toList();
	}

	@Test
	void holdsTheLogOfARunUntilItIsReleased() {
		SimulatedRun run = archived("acme/shop", 1);
		archived("acme/shop", 2);
		this.world.unset("CORECLAW_API_KEY");
		Result held = succeeded("hold", "acme/shop", "--run", run.slug(), "--reason", "case 7: don't touch");
		assertThat(held.output()).isEqualTo("Run " + run.slug()
				+ " of Worker acme~shop: 1 log held in the ledger and the store; the store has no legal holds\n");
		assertThat(held.errors()).isEmpty();
		JsonNode file = JsonMapper.shared().readTree(this.world.text(FOLDER + "acme~shop/" + run.slug() + ".json"));
		assertThat(file.propertyNames()).containsExactly("worker", "run", "reason", "held_at");
		assertThat(file.path("worker").asString()).isEqualTo("acme~shop");
		assertThat(file.path("run").asString()).isEqualTo(run.slug());
		assertThat(file.path("reason").asString()).isEqualTo("case 7: don't touch");
		assertThat(heldRuns()).containsExactly(run.slug());
		assertThat(succeeded("logs").output().lines().filter((line) -> line.contains("(held)"))).singleElement()
			.asString()
			.contains(run.slug());
		assertThat(succeeded("logs", "--csv").output().lines()).first().asString().endsWith(",held");
		assertThat(succeeded("why", "acme/shop", run.slug()).output())
			.contains("  held:     run " + run.slug() + ", since " + file.path("held_at").asString().substring(0, 16))
			.contains(": case 7: don't touch");
		JsonNode holds = succeeded("hold", "--list", "--json").json();
		assertThat(holds).hasSize(1);
		assertThat(holds.get(0)).isEqualTo(file);

		Result released = succeeded("release", "acme/shop", "--run", run.slug());
		assertThat(released.output())
			.isEqualTo("Run " + run.slug() + " of Worker acme~shop: 1 log released in the store and the ledger\n");
		assertThat(this.world.keysBelow(FOLDER)).isEmpty();
		assertThat(heldRuns()).isEmpty();
		assertThat(succeeded("hold", "--list").output()).isEqualTo("Nothing is held.\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bucket", "directory" })
	void holdsAllLogsOfAWorkerLaterOnesToo(String store) {
		if (store.equals("directory")) {
			this.world.unset("archiver.store.uri");
		}
		SimulatedRun first = archived("acme/shop", 1);
		archived("acme/other", 2);
		assertThat(succeeded("hold", "acme/shop", "--reason", "audit").output()).isEqualTo(
				"Worker acme~shop: 1 log and all later ones held in the ledger and the store; the store has no legal "
						+ "holds\n");
		SimulatedRun second = archived("acme/shop", 3);
		assertThat(heldRuns()).containsExactly(second.slug(), first.slug());
		assertThat(succeeded("why", "acme/shop").output()).contains("  held:     all logs, since ");
		JsonNode released = succeeded("release", "acme/shop", "--json").json();
		assertThat(released.toString())
			.isEqualTo("{\"worker\":\"acme~shop\",\"released\":2,\"still_held\":0,\"legal_holds_lifted\":0}");
		assertThat(heldRuns()).isEmpty();
	}

	@Test
	void aWorkerOfWhichNothingIsArchivedYetCanBeHeld() {
		archived("other", 1);
		JsonNode held = succeeded("hold", "acme/shop", "--reason", "from the first one on", "--json").json();
		assertThat(held.path("logs").asInt()).isZero();
		assertThat(held.has("run")).isFalse();
		assertThat(this.world.keysBelow(FOLDER)).containsExactly(FOLDER + "acme~shop/all.runs.json");
		SimulatedRun run = archived("acme/shop", 2);
		assertThat(heldRuns()).containsExactly(run.slug());
	}

	@Test
	void logsThatAnotherHoldHoldsStayHeld() {
		SimulatedRun first = archived("acme/shop", 1);
		SimulatedRun second = archived("acme/shop", 2);
		succeeded("hold", "acme/shop", "--run", first.slug(), "--reason", "case 7");
		succeeded("hold", "acme/shop", "--reason", "audit");
		assertThat(succeeded("hold", "--list").output().lines().map((line) -> line.replaceAll(" +", " ")))
			.satisfiesExactly((header) -> assertThat(header).isEqualTo("WORKER RUN HELD AT REASON"),
					(all) -> assertThat(all).startsWith("acme~shop all ").endsWith(" audit"),
					(run) -> assertThat(run).startsWith("acme~shop " + first.slug() + " ").endsWith(" case 7"));
		assertThat(succeeded("release", "acme/shop").output()).isEqualTo(
				"Worker acme~shop: 1 log released in the store and the ledger; 1 log still held by another hold\n");
		assertThat(heldRuns()).containsExactly(first.slug());
		succeeded("hold", "acme/shop", "--reason", "audit again");
		assertThat(succeeded("release", "acme/shop", "--run", first.slug()).output())
			.endsWith(": 0 logs released in the store and the ledger; 1 log still held by another hold\n");
		assertThat(heldRuns()).containsExactly(second.slug(), first.slug());
	}

	@Test
	void aHoldThatIsRepeatedHasTheNewReason() {
		archived("w", 1);
		String since = succeeded("hold", "w", "--reason", "case 7", "--json").json().path("held_at").asString();
		JsonNode again = succeeded("hold", "w", "--reason", "case 8", "--json").json();
		assertThat(again.path("held_at").asString()).isEqualTo(since);
		assertThat(again.path("reason").asString()).isEqualTo("case 8");
		assertThat(this.world.text(FOLDER + "w/all.runs.json")).contains("\"case 8\"", since);
	}

	@Test
	void whatTheStoreRefusedIsHeldInTheLedgerAndDoneWhenItIsRepeated() {
		SimulatedRun run = archived("w", 1);
		refuse("PUT");
		Result refused = Program.call("hold", "w", "--reason", "case 7");
		assertThat(refused.code()).as(refused.toString()).isEqualTo(1);
		assertThat(refused.errors().lines()).hasSize(1);
		assertThat(heldRuns()).containsExactly(run.slug());
		this.world.heal();
		succeeded("hold", "w", "--reason", "case 7");
		assertThat(this.world.keysBelow(FOLDER)).hasSize(1);

		refuse("DELETE");
		assertThat(Program.call("release", "w").code()).isEqualTo(1);
		assertThat(heldRuns()).containsExactly(run.slug());
		this.world.heal();
		succeeded("release", "w");
		assertThat(this.world.keysBelow(FOLDER)).isEmpty();
	}

	private void refuse(String method) {
		this.world.wayToStore()
			.answer(403, "<Error><Code>AccessDenied</Code></Error>",
					(request) -> request.method().equals(method) && request.target().contains("/holds/"), 99);
	}

	@Test
	void aHoldThatOnlyTheStoreKnowsCanBeReleased() {
		archived("w", 1);
		succeeded("hold", "w", "--reason", "case 7");
		Ledgers.execute(this.world, "DELETE FROM log_hold");
		succeeded("release", "w");
		assertThat(this.world.keysBelow(FOLDER)).isEmpty();
		assertThat(Program.call("release", "w").code()).isEqualTo(2);
	}

	@Test
	void holdsNothingThatIsNotArchived() {
		archived("w", 1);
		Result result = Program.call("hold", "w", "--run", "01JXTR00000000000000000000", "--reason", "case 7");
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors().lines()).singleElement()
			.asString()
			.contains("Run 01JXTR00000000000000000000 of Worker w is not archived", "'logs --worker w'");
		Result release = Program.call("release", "w");
		assertThat(release.code()).isEqualTo(2);
		assertThat(release.errors()).contains("There is no hold on Worker w: 'hold --list' lists the holds");
		assertThat(this.world.keysBelow(FOLDER)).isEmpty();
	}

	@Test
	void aPrunedLogCannotBeHeld() {
		SimulatedRun run = archived("w", 1);
		Ledgers.execute(this.world, """
				INSERT INTO pruned_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status,
				run_at, text_size, object_size, sha256, archived_at, execution_id, pruned_rule, pruned_at, pruned_by)
				SELECT worker_id, run_id, revision, object_key, is_final, completeness, run_status, run_at, text_size,
				object_size, sha256, archived_at, execution_id, 'keep-last 3', '2026-07-01T00:00:00Z', 7
				FROM archived_log""");
		Ledgers.empty(this.world);
		Result result = Program.call("hold", "w", "--run", run.slug(), "--reason", "case 7");
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(" was pruned 2026-07-01T00:00:00Z by the rule 'keep-last 3'");
	}

	@Test
	void holdsNothingInTheStoreOfAnotherArchive() {
		archived("w", 1);
		Path other = this.world.state().resolveSibling("other");
		this.world.set("archiver.store.uri", "file:" + other);
		Result result = Program.call("hold", "w", "--reason", "case 7");
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains("lacks the only log of the ledger's archive");
		assertThat(other).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			w                                 | give a --reason
			--reason x                        | give a WORKER
			--list --reason x                 | leave out --run and --reason
			w --list --run r                  | leave out --run and --reason
			w --reason ''                     | is empty
			w --run a.b --reason x            | not a run ID
			-x- --reason x                    | there is no option
			""")
	void saysWhatIsMissing(String arguments, String problem) {
		List<String> command = new ArrayList<>(List.of("hold"));
		command.addAll(List.of(arguments.split(" ", -1)));
		command.replaceAll((argument) -> argument.replace("'", ""));
		Result result = Program.call(command.toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(problem);
		assertThat(result.bytes()).isEmpty();
	}

}
