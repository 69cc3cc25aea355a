package dev.logarchiver.acceptance.inspection;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PreviewEntry;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The error lines of each log are counted while it is archived, and told by
 * {@code logs --errors}.
 */
class ErrorDigestTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String BAD = """
			start
			Traceback (most recent call last):
			  File "fetch.py", line 7
			ProxyError: refused
			page 2: 403
			Error
			end
			""";

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun run(String worker, String log) {
		return this.world.platform().worker(worker).run(JUNE).log(log);
	}

	private SimulatedRun archived(String worker, String log) {
		SimulatedRun run = run(worker, log);
		archive(worker);
		return run;
	}

	private static void archive(String worker) {
		Result result = Program.call("run", "--worker", worker);
		assertThat(result.code()).as(result.toString()).isZero();
	}

	private static JsonNode onlyLog(String... options) {
		String[] arguments = java.util.stream.Stream
			.concat(java.util.stream.Stream.of("logs", "--json"), java.util.Arrays.stream(options))
			.toArray(String[]::new);
		JsonNode logs = Program.call(arguments).json();
		assertThat(logs).as(logs.toString()).hasSize(1);
		return logs.get(0);
	}

	private static List<String> firstErrors(JsonNode log) {
		return log.path("first_errors")
			.valueStream()
			.map((line) -> line.path("number").asInt() + ": " + line.path("text").asString())
			.toList();
	}

	@Test
	void tellsWhichRunsHaveErrorsAndTheFirstFewOfThem() {
		archived("acme/good", "start\nend\n");
		SimulatedRun bad = archived("acme/bad", BAD);
		JsonNode log = onlyLog("--errors");
		assertThat(log.path("run").asString()).isEqualTo(bad.slug());
		assertThat(log.path("errors").asLong()).isEqualTo(3);
		assertThat(firstErrors(log)).containsExactly("4: ProxyError: refused", "5: page 2: 403", "6: Error");
		Result table = Program.call("logs", "--errors");
		assertThat(table.output().lines().map((line) -> line.replaceAll(" {2,}", "|"))).containsExactly(
				"WORKER|RUN|RUN AT|STATUS|SIZE|ERRORS|FIRST ERROR",
				"acme~bad|" + bad.slug() + "|2026-06-15T12:00:00Z|succeeded|109 B|3|ProxyError: refused");
		assertThat(onlyLog("--worker", "acme/good").path("errors").asLong(-1)).isZero();
	}

	@Test
	void combinesWithTheOtherFilters() {
		archived("a", BAD);
		this.world.platform().worker("b").run(JUNE.plusSeconds(60)).log(BAD).finished("failed", null);
		archive("b");
		assertThat(onlyLog("--errors", "--worker", "a").path("worker").asString()).isEqualTo("a");
		assertThat(onlyLog("--errors", "--status", "failed").path("worker").asString()).isEqualTo("b");
		assertThat(onlyLog("--errors", "--since", "2026-06-15T12:00:30Z").path("worker").asString()).isEqualTo("b");
		assertThat(onlyLog("--errors", "--until", "2026-06-15T12:00:30Z").path("worker").asString()).isEqualTo("a");
		assertThat(onlyLog("--errors", "--limit", "1").path("worker").asString()).isEqualTo("b");
	}

	@Test
	void saysThatNoRunHasErrors() {
		archived("a", "start\nend\n");
		Result result = Program.call("logs", "--errors");
		assertThat(result.code()).isZero();
		assertThat(result.output()).isEqualTo("No archived log matches.\n");
		assertThat(Program.call("logs", "--errors", "--json").json()).isEmpty();
	}

	@Test
	void showsOneHarmlessLineOfEachRun() {
		archived("a", "\0\u001b[2J Error " + "é".repeat(9000) + "\r\n");
		String line = Program.call("logs", "--errors").output().lines().toList().getLast();
		assertThat(line).contains("  \\u0000\\u001b[2J Error ééé").endsWith("é...").hasSizeLessThan(220);
		assertThat(firstErrors(onlyLog("--errors")).getFirst()).hasSizeLessThan(510);
	}

	@Test
	void isThatOfTheNewestTextOfARunThatGoesOn() {
		SimulatedRun run = run("w", "start\n").running();
		archive("w");
		assertThat(onlyLog().path("errors").asLong(-1)).isZero();
		run.append("Error\n");
		archive("w");
		assertThat(firstErrors(onlyLog("--errors"))).containsExactly("2: Error");
		run.append("Error again\n");
		archive("w");
		assertThat(onlyLog("--errors").path("errors").asLong()).isEqualTo(2);
		run.finished("failed", JUNE.plusSeconds(60));
		archive("w");
		JsonNode last = onlyLog("--errors");
		assertThat(last.path("partial").asBoolean()).isFalse();
		assertThat(firstErrors(last)).containsExactly("2: Error", "3: Error again");
	}

	@Test
	void isThatOfThePreviewWhereThereIsNoFullText() {
		run("w", "").url(null).preview("start", PreviewEntry.error(JUNE, "Error: bad"), "end");
		archive("w");
		assertThat(firstErrors(onlyLog("--errors"))).containsExactly("2: 2026-06-15T12:00:00Z ERROR Error: bad");
	}

	@Test
	void countsOnceWhereADownloadStartsOver() {
		SimulatedRun run = run("w", BAD).etag(Etag.NONE);
		run.fail(Endpoint.DOWNLOAD, Fault.cutAfter(90).times(2));
		archive("w");
		assertThat(this.world.platform().downloads()).hasSizeGreaterThan(1);
		assertThat(onlyLog("--errors").path("errors").asLong()).isEqualTo(3);
	}

	@Test
	void looksForWhatIsConfigured() {
		this.world.set("archiver.errors.pattern", "(?i)FILE|page [1-9]");
		archived("w", BAD);
		assertThat(firstErrors(onlyLog("--errors"))).containsExactly("3:   File \"fetch.py\", line 7",
				"5: page 2: 403");
	}

	@Test
	void looksForNothingWhereThePatternIsEmpty() {
		this.world.set("archiver.errors.pattern", "");
		archived("w", BAD);
		assertThat(Program.call("logs", "--errors", "--json").json()).isEmpty();
		assertThat(onlyLog().has("errors")).isFalse();
		assertThat(this.world.head(this.world.keys().getFirst()).metadata()).doesNotContainKey("error-lines");
	}

	@Test
	void theObjectTellsHowManyThereAreOnceTheLedgerIsLost() {
		archived("w", BAD);
		assertThat(this.world.head(this.world.keys().getFirst()).metadata()).containsEntry("error-lines", "3");
		Ledgers.empty(this.world);
		assertThat(Program.call("reindex").code()).isZero();
		JsonNode log = onlyLog("--errors");
		assertThat(log.path("errors").asLong()).isEqualTo(3);
		assertThat(firstErrors(log)).isEmpty();
		assertThat(Program.call("logs", "--errors").output()).contains(" 3 ", "(not known: from reindex)");
	}

	@Test
	void isStillRightWhereALogWasArchivedAgain() {
		archived("w", BAD);
		String key = this.world.keys().getFirst();
		JsonNode log = onlyLog("--errors");
		this.world.delete(key);
		assertThat(Program.call("verify", "--repair").code()).isZero();
		assertThat(onlyLog("--errors")).isEqualTo(log);
		assertThat(this.world.head(key).metadata()).containsEntry("error-lines", "3");
		this.world.put(key, "changed", this.world.head(key).metadata());
		assertThat(Program.call("verify", "--repair").code()).isZero();
		JsonNode copy = Program.call("logs", "--errors", "--json").json().get(0);
		assertThat(copy.path("revision").asInt()).isEqualTo(2);
		assertThat(firstErrors(copy)).isEqualTo(firstErrors(log));
		assertThat(this.world.head(copy.path("key").asString()).metadata()).containsEntry("error-lines", "3");
	}

	private static void assertRecounted(int indexed, int already) {
		Result result = Program.call("reindex", "--errors", "--json");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("indexed").asInt()).isEqualTo(indexed);
		assertThat(result.json().path("already").asInt()).isEqualTo(already);
		assertThat(result.json().path("recounted").asInt()).isEqualTo(2);
		for (String worker : List.of("w", "x")) {
			assertThat(firstErrors(onlyLog("--errors", "--worker", worker))).containsExactly("4: ProxyError: refused",
					"5: page 2: 403", "6: Error");
		}
	}

	@Test
	void isCountedAnewByWhatIsAnErrorNow() {
		this.world.set("archiver.errors.pattern", "start");
		archived("w", BAD);
		archived("x", BAD);
		this.world.set("archiver.errors.pattern", "builtin");
		assertThat(firstErrors(onlyLog("--worker", "x"))).containsExactly("1: start");
		assertRecounted(0, 2);
		assertRecounted(0, 2);
		Ledgers.empty(this.world);
		assertRecounted(2, 0);
		assertThat(this.world.head(this.world.keys().getFirst()).metadata()).containsEntry("error-lines", "1");
		this.world.set("archiver.errors.pattern", "nothing");
		assertThat(Program.call("reindex", "--errors").output()).contains("recounted         2");
		assertThat(Program.call("logs", "--errors", "--json").json()).isEmpty();
	}

	@Test
	void aLogThatCannotBeReadKeepsItsCount() {
		archived("w", BAD);
		archived("x", BAD);
		String key = this.world.keys().getFirst();
		this.world.put(key, "changed", this.world.head(key).metadata());
		this.world.set("archiver.errors.pattern", "start");
		Result result = Program.call("reindex", "--errors", "--json");
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		assertThat(result.json().path("recounted").asInt()).isOne();
		assertThat(result.json().path("unread").asInt()).isOne();
		assertThat(result.json().path("problems").get(0).path("key").asString()).isEqualTo(key);
		assertThat(Program.call("reindex", "--errors").output()).contains("UNREAD", key);
		assertThat(onlyLog("--errors", "--worker", "w").path("errors").asInt()).isEqualTo(3);
		assertThat(onlyLog("--errors", "--worker", "x").path("errors").asInt()).isOne();
	}

}
