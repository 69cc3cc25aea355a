package dev.logarchiver.acceptance.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Objects go missing or change behind the program's back.
 */
class RepairTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String worker) {
		SimulatedRun run = this.world.platform().worker(worker).run(JUNE).log("the log of " + worker + "\n");
		archive(worker);
		return run;
	}

	private static Result archive(String worker) {
		Result result = Program.call("run", "--json", "--worker", worker);
		assertThat(result.code()).as(result.toString()).isZero();
		return result;
	}

	private String key() {
		return this.world.keys().getFirst();
	}

	/**
	 * Puts other bytes of the same size in the place of an object, with its metadata.
	 */
	private String damage(String key) {
		String other = "?".repeat(Math.toIntExact(this.world.head(key).contentLength()));
		this.world.put(key, other, this.world.head(key).metadata());
		return other;
	}

	private static void assertProblem(Result result, int code, String kind, String repair) {
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		assertThat(result.json().path("problems")).as(result.toString()).hasSize(1);
		JsonNode problem = result.json().at("/problems/0");
		assertThat(List.of(problem.path("kind").asString(), problem.path("repair").asString(""))).containsExactly(kind,
				repair);
	}

	private static void assertNote(Result result, String kind) {
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("problems")).isEmpty();
		assertThat(result.json().path("notes").valueStream().map((note) -> note.path("kind").asString()))
			.as(result.toString())
			.containsExactly(kind);
	}

	private static Result verify() {
		return Program.call("verify", "--json", "--read-data");
	}

	private static Result repair() {
		return Program.call("verify", "--json", "--read-data", "--repair");
	}

	@Test
	void archivesAMissingObjectAgainUnderItsKey() {
		SimulatedRun run = archived("acme/a");
		String key = key();
		Map<String, String> metadata = this.world.head(key).metadata();
		String logs = Program.call("logs", "--json").output();
		this.world.delete(key);
		assertProblem(verify(), 3, "missing", "");
		Result repaired = repair();
		assertProblem(repaired, 0, "missing", "restored");
		assertThat(repaired.json().path("repaired").asInt()).isOne();
		assertThat(this.world.keys()).containsExactly(key);
		assertThat(this.world.head(key).metadata()).isEqualTo(metadata);
		assertThat(Program.call("cat", "acme/a").bytes()).isEqualTo(run.log().bytes());
		assertThat(Program.call("logs", "--json").output()).isEqualTo(logs);
		assertThat(verify().json().path("problems")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "zstd", "none" })
	void keepsTheCompressionOfWhatItArchivesAgain(String compression) {
		archived("a");
		String key = key();
		this.world.delete(key);
		this.world.set("archiver.store.compression", compression);
		assertProblem(repair(), 0, "missing", "restored");
		assertThat(this.world.keys()).containsExactly(key);
	}

	@Test
	void leavesAChangedObjectAsEvidenceBesideTheGoodCopy() {
		SimulatedRun run = archived("a");
		String key = key();
		String evidence = damage(key);
		assertThat(Program.call("verify").code()).isZero();
		assertProblem(verify(), 3, "changed", "");
		assertProblem(repair(), 0, "changed", "replaced");
		String copy = key.replace(".log", ".r2.log");
		assertThat(this.world.keys()).containsExactlyInAnyOrder(key, copy);
		assertThat(this.world.text(copy)).isEqualTo("the log of a\n");
		assertThat(this.world.head(key).contentLength()).isEqualTo(evidence.length());
		assertThat(Program.call("cat", "a").bytes()).isEqualTo(run.log().bytes());
		assertNote(verify(), "evidence");
		this.world.platform().forgetCalls();
		assertNote(repair(), "evidence");
		assertThat(this.world.platform().calls()).isEmpty();
		assertThat(archive("a").json().path("unchanged").asInt()).isOne();
	}

	@Test
	void findsChangedSizesWithoutReading() {
		archived("a");
		this.world.put(key(), "short", this.world.head(key()).metadata());
		assertProblem(Program.call("verify", "--json"), 3, "changed", "");
		assertProblem(Program.call("verify", "--json", "--repair"), 0, "changed", "replaced");
	}

	@Test
	void explainsTheEvidenceAlsoAfterTheLedgerIsRebuilt() {
		archived("a");
		damage(key());
		repair();
		this.world.loseLedger();
		assertThat(Program.call("reindex").code()).isZero();
		assertNote(verify(), "evidence");
		assertNote(repair(), "evidence");
		assertThat(this.world.keys()).hasSize(2);
	}

	@Test
	void forgetsTheEvidenceThatSomebodyDeleted() {
		archived("a");
		String key = key();
		damage(key);
		repair();
		this.world.delete(key);
		assertProblem(verify(), 3, "missing", "");
		assertProblem(repair(), 0, "missing", "replaced");
		assertThat(verify().json().path("archived").asInt()).isOne();
		assertThat(verify().code()).isZero();
	}

	@Test
	void archivesAnotherTextInThePlaceOfAMissingOneAndSaysThatItIsLost() {
		SimulatedRun run = archived("a");
		String key = key();
		this.world.delete(key);
		run.log("the platform changed it\n");
		assertProblem(repair(), 3, "missing", "gone");
		assertThat(this.world.keys()).containsExactly(key.replace(".log", ".r2.log"));
		assertThat(Program.call("cat", "a").bytes()).isEqualTo(run.log().bytes());
		assertThat(verify().code()).isZero();
	}

	@Test
	void archivesAnotherTextBesideAChangedObjectOnce() {
		SimulatedRun run = archived("a");
		damage(key());
		run.log("the platform changed it\n");
		assertProblem(repair(), 3, "changed", "gone");
		assertProblem(repair(), 3, "changed", "gone");
		assertThat(this.world.keys()).hasSize(2);
		assertThat(Program.call("cat", "a").bytes()).isEqualTo(run.log().bytes());
		this.world.delete(key());
		assertProblem(repair(), 3, "missing", "gone");
		assertThat(verify().code()).isZero();
	}

	@Test
	void reportsWhatThePlatformDoesNotHaveAnyMore() {
		SimulatedRun run = archived("a");
		String key = key();
		this.world.delete(key);
		run.url(null);
		assertProblem(repair(), 3, "missing", "gone");
		assertThat(repair().json().at("/problems/0/what").asString()).contains("only a preview");
		run.fail(Endpoint.RUN, Fault.error(PlatformError.RUN_NOT_FOUND))
			.fail(Endpoint.RUN_LOG, Fault.error(PlatformError.RUN_NOT_FOUND));
		assertProblem(repair(), 3, "missing", "gone");
		assertThat(this.world.keys()).isEmpty();
		assertProblem(verify(), 3, "missing", "");
	}

	@Test
	void archivesAMissingPreviewAgain() {
		this.world.platform().worker("a").run(JUNE).url(null).preview("one", "two");
		archive("a");
		String key = key();
		this.world.delete(key);
		assertProblem(repair(), 0, "missing", "restored");
		assertThat(this.world.text(key)).isEqualTo("one\ntwo\n");
	}

	@Test
	void tellsAFailureFromALoss() {
		SimulatedRun run = archived("a");
		this.world.delete(key());
		run.fail(Endpoint.RUN_LOG, Fault.error(PlatformError.NOT_IMPLEMENTED).times(1));
		assertProblem(repair(), 3, "missing", "failed");
		assertProblem(repair(), 0, "missing", "restored");
	}

	@Test
	void archivesThePartialLogOfARunAgain() {
		SimulatedRun run = this.world.platform().worker("a").run(JUNE).running().log("so far\n");
		archive("a");
		String key = key();
		this.world.delete(key);
		assertProblem(repair(), 0, "missing", "restored");
		assertThat(this.world.text(key)).isEqualTo("so far\n");
		damage(key);
		run.finished("succeeded", JUNE.plusSeconds(60));
		assertProblem(repair(), 0, "changed", "restored");
		archive("a");
		assertThat(this.world.keys()).containsExactly(key.replace(".partial", ""));
		assertThat(verify().code()).isZero();
	}

	@Test
	void repairsSeveralRevisionsOfARun() {
		SimulatedRun run = archived("a");
		run.log("second\n");
		Program.call("run", "--force", "--worker", "a");
		this.world.keys().forEach(this.world::delete);
		Result repaired = repair();
		assertThat(repaired.code()).isEqualTo(3);
		assertThat(Program.call("cat", "a").output()).isEqualTo("second\n");
		assertThat(verify().code()).isZero();
	}

	@Test
	void findsForeignAndUnknownObjects() {
		archived("a");
		String key = key();
		this.world.put("notes.txt", "somebody's");
		assertNote(verify(), "foreign");
		assertThat(Program.call("verify").output()).contains("all are as the ledger says", "foreign", "notes.txt");
		this.world.delete("notes.txt");
		this.world.put(key.replace("worker=a/", "worker=b/"), "?");
		assertProblem(verify(), 3, "unknown", "");
	}

	@Test
	void comparesAnotherShareEachDay() {
		archived("a");
		this.world.put("notes.txt", "somebody's");
		Result result = Program.call("verify", "--json", "--subset", "0.01%");
		assertThat(result.code()).isZero();
		assertThat(result.json().path("archived").asInt()).isOne();
		assertThat(result.json().path("checked").asInt() + result.json().path("foreign").asInt()).isLessThan(2);
	}

	@Test
	void needsAKeyToRepairOnly() {
		archived("a");
		this.world.unset("CORECLAW_API_KEY");
		assertThat(verify().code()).isZero();
		Result result = repair();
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.errors()).contains("CORECLAW_API_KEY");
		this.world.set("CORECLAW_API_KEY", "wrong");
		this.world.delete(key());
		assertThat(repair().code()).isEqualTo(4);
	}

	@Test
	void endsWithOneWhereTheStoreIsOutOfReach() {
		archived("a");
		this.world.set("aws.endpointUrlS3", "http://127.0.0.1:1");
		assertThat(Program.call("verify").code()).isEqualTo(1);
		assertThat(repair().code()).isEqualTo(1);
	}

	@Test
	void repairsADirectoryToo() {
		this.world.unset("archiver.store.uri");
		SimulatedRun a = archived("a");
		archived("b");
		Path missing = object("a");
		Path changed = object("b");
		write(missing.resolveSibling("foreign.txt"), "somebody's");
		delete(missing);
		write(changed, "cut");
		Result wrong = Program.call("verify", "--json");
		assertThat(wrong.code()).isEqualTo(3);
		assertThat(wrong.json().path("missing").asInt()).isOne();
		assertThat(wrong.json().path("changed").asInt()).isOne();
		assertThat(wrong.json().path("foreign").asInt()).isOne();
		Result repaired = repair();
		assertThat(repaired.code()).as(repaired.toString()).isZero();
		assertThat(Program.call("cat", "a").bytes()).isEqualTo(a.log().bytes());
		assertThat(Program.call("cat", "b").output()).isEqualTo("the log of b\n");
		assertThat(changed).hasContent("cut");
		Result verified = verify();
		assertThat(verified.code()).as(verified.toString()).isZero();
		assertThat(verified.json().path("evidence").asInt()).isOne();
	}

	private Path object(String worker) {
		return this.world.state()
			.resolve("archive")
			.resolve(Program.call("logs", "--json", "--worker", worker).json().at("/0/key").asString());
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.delete(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
