package dev.logarchiver.acceptance.inspection;

import java.time.Instant;

import dev.logarchiver.simulation.RealisticLog;
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
 * What {@code diff} tells about the newest failed run of a Worker.
 */
class DiffTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(String status, Instant time, String log) {
		SimulatedRun run = this.world.platform().worker("acme/shop").run(time).finished(status, null).log(log);
		archive();
		return run;
	}

	private static void archive() {
		Result result = Program.call("run", "--worker", "acme/shop");
		assertThat(result.code()).as(result.toString()).isZero();
	}

	@Test
	void showsTheFirstNewErrorWithWhatStandsAroundIt() {
		SimulatedRun good = archived("succeeded", JUNE, """
				2026-06-15 12:00:00 run 01KDXV2G26BT7NH4ZQR2R4NPZA started
				2026-06-15 12:00:01 Error on page 1, retry
				2026-06-15 12:00:02 page 1: 40 items
				""");
		SimulatedRun bad = archived("failed", JUNE.plusSeconds(3600), """
				2026-06-15 13:00:00 run 01KE0000000000000000000000 started
				2026-06-15 13:00:01 Error on page 7, retry
				2026-06-15 13:00:02 page 7: 3 items
				2026-06-15 13:00:03 login refused
				Traceback (most recent call last):
				  raise LoginError
				""");
		Result result = Program.call("diff", "acme~shop");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.errors()).isEmpty();
		assertThat(result.output()).isEqualTo("""
				acme~shop
				           RUN                         RUN AT                SIZE   LINES  ERRORS
				failed     %s  2026-06-15T13:00:00Z  226 B  6      2
				succeeded  %s  2026-06-15T12:00:00Z  139 B  3      1

				The first new error, line 5:
				         1  2026-06-15 13:00:00 run 01KE0000000000000000000000 started
				         2  2026-06-15 13:00:01 Error on page 7, retry
				         3  2026-06-15 13:00:02 page 7: 3 items
				         4  2026-06-15 13:00:03 login refused
				>        5  Traceback (most recent call last):
				         6    raise LoginError

				3 of 6 lines are new, 1 of them errors. New is what the successful run's log doesn't have,
				ignoring times, IDs and numbers.
				""".formatted(bad.slug(), good.slug()));
	}

	@Test
	void isJsonToo() {
		SimulatedRun good = archived("succeeded", JUNE, "a 1\n");
		SimulatedRun bad = archived("failed", JUNE.plusSeconds(1), "a 2\nError x\nb\nc\nd\nError y\n");
		JsonNode json = Program.call("diff", "--json", "acme/shop").json();
		assertThat(json.path("worker").asString()).isEqualTo("acme~shop");
		assertThat(json.at("/failed/run").asString()).isEqualTo(bad.slug());
		assertThat(json.at("/failed/lines").asInt()).isEqualTo(6);
		assertThat(json.at("/failed/errors").asInt()).isEqualTo(2);
		assertThat(json.at("/succeeded/run").asString()).isEqualTo(good.slug());
		assertThat(json.path("new_lines").asInt()).isEqualTo(5);
		assertThat(json.path("new_errors").asInt()).isEqualTo(2);
		assertThat(json.at("/first_new_error/line/number").asInt()).isEqualTo(2);
		assertThat(json.at("/first_new_error/before/0/text").asString()).isEqualTo("a 2");
		assertThat(json.at("/first_new_error/after/2/text").asString()).isEqualTo("d");
		assertThat(json.at("/other_new_errors/0/text").asString()).isEqualTo("Error y");
		assertThat(json.has("first_new_line")).isFalse();
		assertThat(json.path("complete").asBoolean()).isTrue();
	}

	@Test
	void comparesTheNewestRunsOfEachKind() {
		archived("failed", JUNE, "old Error\n");
		archived("succeeded", JUNE.plusSeconds(1), "old\n");
		SimulatedRun bad = archived("failed", JUNE.plusSeconds(2), "new Error\n");
		SimulatedRun good = archived("succeeded", JUNE.plusSeconds(3), "fine\n");
		archived("aborted", JUNE.plusSeconds(4), "aborted Error\n");
		archived("running", JUNE.plusSeconds(5), "running Error\n");
		assertThat(Program.call("diff", "acme/shop").output()).contains(bad.slug(), good.slug(), "new Error")
			.doesNotContain("old", "aborted", "running");
	}

	@Test
	void comparesTheNewestRevisions() {
		archived("succeeded", JUNE, "a\n");
		SimulatedRun bad = archived("failed", JUNE.plusSeconds(1), "first Error\n");
		bad.log("second Error\n");
		Program.call("run", "--force", "--worker", "acme/shop");
		assertThat(Program.call("diff", "acme/shop").output()).contains("second Error");
	}

	@Test
	void showsTheFirstNewLineWhereNoErrorIsNew() {
		archived("succeeded", JUNE, "start\n");
		archived("failed", JUNE.plusSeconds(1), "start\nhalf of it left\n");
		assertThat(Program.call("diff", "acme/shop").output())
			.contains("No new error. The first new line, line 2:\n", ">        2  half of it left\n")
			.doesNotContain("Other");
	}

	@Test
	void saysThatNothingIsNew() {
		archived("succeeded", JUNE, "start 1\n");
		archived("failed", JUNE.plusSeconds(1), "start 2\n");
		assertThat(Program.call("diff", "acme/shop").output()).contains("Nothing is new");
	}

	@Test
	void fitsOneScreenAndIsHarmless() {
		archived("succeeded", JUNE, "start\n");
		StringBuilder log = new StringBuilder();
		for (char letter = 'a'; letter <= 'z'; letter++) {
			log.append(letter).append(" \u001b[2JError\0").append("é".repeat(1000)).append('\n');
		}
		archived("failed", JUNE.plusSeconds(1), "start\n".repeat(9) + log);
		String output = Program.call("diff", "acme/shop").output();
		assertThat(output.lines()).hasSizeLessThanOrEqualTo(24).allMatch((line) -> line.length() <= 100);
		assertThat(output).contains("Other new errors:", "a \\u001b[2JError\\u0000é").doesNotContain("\u001b", "\0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "succeeded", "failed", "aborted" })
	void saysWhichRunIsMissing(String status) {
		archived(status, JUNE, "start\n");
		Result result = Program.call("diff", "acme/shop");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.bytes()).isEmpty();
		assertThat(result.errors()).contains("no " + (status.equals("failed") ? "succeeded" : "failed") + " run",
				"acme~shop", "logs --worker acme~shop");
		assertThat(result.errors().lines()).hasSize(1);
	}

	@Test
	void failsWhereAnObjectIsGone() {
		archived("succeeded", JUNE, "start\n");
		SimulatedRun bad = archived("failed", JUNE.plusSeconds(1), "Error\n");
		this.world.delete("worker=acme~shop/date=2026-06-15/" + bad.slug() + ".log.gz");
		Result result = Program.call("diff", "acme/shop");
		assertThat(result.code()).isEqualTo(1);
		assertThat(result.errors()).contains(bad.slug());
		assertThat(result.bytes()).isEmpty();
	}

	@Test
	void namesAnObjectThatCannotBeRead() {
		SimulatedRun good = archived("succeeded", JUNE, "start\n");
		archived("failed", JUNE.plusSeconds(1), "Error\n");
		this.world.put("worker=acme~shop/date=2026-06-15/" + good.slug() + ".log.gz", "no gzip");
		Result result = Program.call("diff", "acme/shop");
		assertThat(result.code()).isEqualTo(1);
		assertThat(result.errors()).contains(good.slug());
	}

	@Test
	void findsTheOnlyNewErrorInALargeLog() {
		this.world.set("archiver.store.compression", "zstd").unset("archiver.store.uri");
		String usual = new String(RealisticLog.of(1, 4_000_000).bytes(), java.nio.charset.StandardCharsets.UTF_8);
		String other = new String(RealisticLog.of(2, 4_000_000).bytes(), java.nio.charset.StandardCharsets.UTF_8);
		archived("succeeded", JUNE, usual);
		archived("failed", JUNE.plusSeconds(1), other + "2026-06-15 13:00:00.000 ERROR [main] LoginError: refused\n");
		JsonNode json = Program.call("diff", "--json", "acme/shop").json();
		assertThat(json.at("/first_new_error/line/text").asString()).endsWith("LoginError: refused");
		assertThat(json.path("new_errors").asInt()).isOne();
	}

}
