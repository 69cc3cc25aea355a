package dev.logarchiver.acceptance.archiving;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.logarchiver.simulation.Call;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.PreviewEntry;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole job over real HTTP and the real S3 protocol: what is archived, and under
 * which key.
 */
class ArchivingTests {

	private static final Instant MAY = Instant.parse("2026-05-31T23:59:58Z");

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedWorker worker(String id) {
		return this.world.platform().worker(id);
	}

	private static Result run(String... workers) {
		return Program.call(
				java.util.stream.Stream
					.concat(java.util.stream.Stream.of("run", "--json"),
							java.util.Arrays.stream(workers)
								.flatMap((id) -> java.util.stream.Stream.of("--worker", id)))
					.toArray(String[]::new));
	}

	private static String key(SimulatedRun run, String ending) {
		return "worker=" + run.workerId() + "/date=2026-05-31/" + run.slug() + ending;
	}

	private void assertCounts(Result result, int archived, int unchanged, int noRun, int failed) {
		assertThat(List.of(result.json().path("archived").asInt(), result.json().path("unchanged").asInt(),
				result.json().path("no_run").asInt(), result.json().path("failed").asInt()))
			.as(result.toString())
			.containsExactly(archived, unchanged, noRun, failed);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void archivesTheLastRun(boolean slugInUrl) {
		worker("acme/shop").run(MAY.minusSeconds(600)).log("the one before\n");
		SimulatedRun run = worker("acme/shop").run(MAY).urlHoldsSlug(slugInUrl).log("line 1\nline 2 – ü\n");
		Result result = run("acme/shop");
		assertThat(result.code()).as(result.toString()).isZero();
		assertCounts(result, 1, 0, 0, 0);
		assertThat(result.json().path("status").asString()).isEqualTo("COMPLETED");
		assertThat(result.json().path("bytes").asLong()).isEqualTo(run.log().size());
		assertThat(this.world.keys()).containsExactly(key(run, ".log.gz"));
		assertThat(this.world.text(key(run, ".log.gz"))).isEqualTo("line 1\nline 2 – ü\n");
	}

	@Test
	void describesTheLogInItsObject() {
		SimulatedRun run = worker("acme~shop").run(MAY).finished("failed", MAY.plusSeconds(61)).log("x".repeat(5000));
		run("acme~shop");
		var object = this.world.head(key(run, ".log.gz"));
		assertThat(object.contentType().replace(" ", "")).isEqualTo("text/plain;charset=utf-8");
		assertThat(object.contentEncoding()).isEqualTo("gzip");
		assertThat(object.metadata()).containsAllEntriesOf(Map.of("worker-id", "acme~shop", "run-id", run.slug(),
				"sha256", run.log().sha256(), "size", "5000", "run-status", "failed", "started-at", MAY.toString(),
				"finished-at", MAY.plusSeconds(61).toString(), "completeness", "full"))
			.containsKeys("archived-at", "request-id");
	}

	@Test
	void findsNothingNewTheSecondTimeByOneCallAWorker() {
		worker("a~one").run(MAY);
		worker("b~two").run(MAY).urlHoldsSlug(false);
		run("a~one", "b~two");
		List<String> keys = this.world.keys();
		this.world.platform().forgetCalls();
		Result second = run("a~one", "b~two");
		assertThat(second.code()).isZero();
		assertCounts(second, 0, 2, 0, 0);
		assertThat(this.world.platform().apiCalls()).extracting(Call::endpoint)
			.containsExactlyInAnyOrder(Endpoint.LAST_LOG, Endpoint.LAST_LOG, Endpoint.LAST);
		assertThat(this.world.platform().downloads()).isEmpty();
		assertThat(this.world.keys()).isEqualTo(keys);
	}

	@Test
	void archivesANewRunOfTheSameWorker() {
		SimulatedRun first = worker("w").run(MAY.minusSeconds(60));
		run("w");
		SimulatedRun second = worker("w").run(MAY);
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.keys()).containsExactlyInAnyOrder(key(first, ".log.gz"), key(second, ".log.gz"));
	}

	@Test
	void countsARepeatedWorkerOnceAndTheSlugAndPathOfOneWorkerTwice() {
		SimulatedRun run = worker("acme~shop").slug("wrk123").run(MAY);
		Result result = run("acme~shop", "acme/shop", "wrk123", "acme~shop");
		assertCounts(result, 2, 0, 0, 0);
		assertThat(result.json().path("workers").asInt()).isEqualTo(2);
		assertThat(this.world.keys()).containsExactlyInAnyOrder(key(run, ".log.gz"),
				"worker=wrk123/date=2026-05-31/" + run.slug() + ".log.gz");
	}

	@Test
	void neverFilesALogUnderTheRunThatStartedBetweenTwoCalls() {
		SimulatedRun old = worker("w").run(MAY.minusSeconds(60)).urlHoldsSlug(false).log("old\n");
		worker("w").afterNext(Endpoint.LAST_LOG, () -> worker("w").run(MAY).urlHoldsSlug(false).log("new\n"));
		run("w");
		SimulatedRun fresh = worker("w").runs().getLast();
		assertThat(fresh).isNotSameAs(old);
		assertThat(this.world.keys()).containsExactly(key(fresh, ".log.gz"));
		assertThat(this.world.text(key(fresh, ".log.gz"))).isEqualTo("new\n");
	}

	@Test
	void archivesTheEmptyLogOfAFinishedRun() {
		SimulatedRun run = worker("w").run(MAY).log("");
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.text(key(run, ".log.gz"))).isEmpty();
	}

	@Test
	void keepsARunThatGoesOnAsPartialAndMakesItFinalAtItsEnd() {
		SimulatedRun run = worker("w").run(MAY).running().log("so far\n");
		Result first = run("w");
		assertCounts(first, 1, 0, 0, 0);
		assertThat(first.json().path("partial").asInt()).isOne();
		assertThat(this.world.keys()).containsExactly(key(run, ".partial.log.gz"));

		run.append("and on\n");
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.text(key(run, ".partial.log.gz"))).isEqualTo("so far\nand on\n");

		run.append("end\n").finished("succeeded", MAY.plusSeconds(90));
		Result last = run("w");
		assertCounts(last, 1, 0, 0, 0);
		assertThat(last.json().path("partial").asInt()).isZero();
		assertThat(this.world.keys()).containsExactly(key(run, ".log.gz"));
		assertThat(this.world.text(key(run, ".log.gz"))).isEqualTo("so far\nand on\nend\n");
		assertThat(this.world.head(key(run, ".log.gz")).metadata()).containsEntry("run-status", "succeeded");
	}

	@Test
	void asksForUnchangedBytesOfARunThatGoesOnWithIfNoneMatch() {
		worker("w").run(MAY).running().log("so far\n");
		run("w");
		this.world.platform().forgetCalls();
		Result second = run("w");
		assertCounts(second, 0, 1, 0, 0);
		assertThat(second.json().path("partial").asInt()).isOne();
		assertThat(this.world.platform().downloads()).singleElement()
			.satisfies((call) -> assertThat(call.header("If-None-Match")).isPresent());
	}

	@Test
	void makesFinalFromThePartialObjectWhatDidNotChange() {
		SimulatedRun run = worker("w").run(MAY).running().log("all of it\n");
		run("w");
		run.finished("succeeded", MAY.plusSeconds(60));
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.keys()).containsExactly(key(run, ".log.gz"));
		assertThat(this.world.text(key(run, ".log.gz"))).isEqualTo("all of it\n");
		assertCounts(run("w"), 0, 1, 0, 0);
	}

	@Test
	void asksForTheWholeTextOnceTheRunHasEnded() {
		SimulatedRun run = worker("w").run(MAY).running().log("so far\n");
		run("w");
		this.world.platform().forgetCalls();
		run.append("end\n").finished("succeeded", MAY.plusSeconds(60));
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.platform().downloads()).singleElement()
			.satisfies((call) -> assertThat(call.header("If-None-Match")).isEmpty());
		assertThat(this.world.text(key(run, ".log.gz"))).isEqualTo("so far\nend\n");
	}

	@Test
	void neverFilesTheLogOfAnotherRun() {
		SimulatedRun other = worker("other").run(MAY);
		SimulatedRun details = worker("w").run(MAY);
		details.fail(Endpoint.RUN,
				Fault.answer(200, "application/json", success("\"slug\": \"" + other.slug() + "\"")));
		SimulatedRun log = worker("v").run(MAY).url(this.world.platform().storageUrl() + "/log");
		log.fail(Endpoint.RUN_LOG, Fault.answer(200, "application/json", success("\"all_logs_url\": \""
				+ this.world.platform().storageUrl() + "/runs/" + other.slug() + "/logs.txt\"")));
		Result result = run("w", "v");
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.json().path("failures").valueStream()).hasSize(2).allSatisfy((failure) -> {
			assertThat(failure.path("code").asString()).isEqualTo("other_run");
			assertThat(failure.path("reason").asString()).contains(other.slug())
				.containsAnyOf(details.slug(), log.slug());
		});
		assertThat(this.world.keys()).isEmpty();
	}

	@Test
	void takesWhatLooksLikeARunInAnAddressForWhatItIs() {
		SimulatedRun run = worker("w").run(MAY);
		run.url(this.world.platform().storageUrl() + "/01KKDXV2G26BT7NH4ZQR2R4NPZ/log");
		this.world.platform().fail(Endpoint.DOWNLOAD, Fault.answer(200, "text/plain", "of a tenant\n"));
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.text(key(run, ".log.gz"))).isEqualTo("of a tenant\n");
	}

	private static String success(String data) {
		return "{\"code\": 0, \"message\": \"success\", \"data\": {" + data + "}, \"request_id\": \"r\"}";
	}

	@Test
	void looksAgainAtAPartialLogWhenTheLastRunIsAnotherOne() {
		SimulatedRun slow = worker("w").run(MAY.minusSeconds(600)).running().log("slow\n");
		run("w");
		SimulatedRun quick = worker("w").run(MAY).log("quick\n");
		slow.append("done\n").finished("aborted", MAY);
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.keys()).containsExactlyInAnyOrder(key(slow, ".log.gz"), key(quick, ".log.gz"));
		assertThat(this.world.text(key(slow, ".log.gz"))).isEqualTo("slow\ndone\n");
	}

	@Test
	void settlesBytesThatStayedTheSameForLongEnough() {
		SimulatedRun run = worker("w").run(MAY).status("paused");
		run("w");
		assertThat(this.world.keys()).containsExactly(key(run, ".partial.log.gz"));
		this.world.set("archiver.settle-after", "0s");
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.keys()).containsExactly(key(run, ".log.gz"));
	}

	@Test
	void takesTheStatusForUnknownWhereTheDetailIsNotFound() {
		SimulatedRun run = worker("w").run(MAY).fail(Endpoint.RUN, Fault.error(PlatformError.RUN_NOT_FOUND));
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.keys()).containsExactly(key(run, ".partial.log.gz"));
		assertThat(this.world.head(key(run, ".partial.log.gz")).metadata()).containsEntry("run-status", "unknown");
	}

	@Test
	void keepsBytesThatChangedAfterTheEndAsARevision() {
		SimulatedRun run = worker("w").run(MAY).log("first\n");
		run("w");
		assertThat(Program.call("run", "--json", "--force", "--worker", "w").json().path("unchanged").asInt()).isOne();
		run.log("second\n");
		assertCounts(run("w"), 0, 1, 0, 0);
		assertCounts(Program.call("run", "--json", "--force", "--worker", "w"), 1, 0, 0, 0);
		assertThat(this.world.keys()).containsExactlyInAnyOrder(key(run, ".log.gz"), key(run, ".r2.log.gz"));
		assertThat(this.world.text(key(run, ".log.gz"))).isEqualTo("first\n");
		assertThat(this.world.text(key(run, ".r2.log.gz"))).isEqualTo("second\n");
	}

	@Test
	void archivesThePreviewWhereThereIsNoFullText() {
		SimulatedRun strings = worker("s").run(MAY).url(null).preview("one", "two");
		SimulatedRun objects = worker("o").run(MAY)
			.url("")
			.preview(PreviewEntry.info(MAY, "hello"), PreviewEntry.error(MAY, "bad"), "plain");
		assertCounts(run("s", "o"), 2, 0, 0, 0);
		assertThat(this.world.text(key(strings, ".log.gz"))).isEqualTo("one\ntwo\n");
		assertThat(this.world.text(key(objects, ".log.gz")))
			.isEqualTo("2026-05-31T23:59:58Z INFO hello\n2026-05-31T23:59:58Z ERROR bad\nplain\n");
		assertThat(this.world.head(key(strings, ".log.gz")).metadata()).containsEntry("completeness", "preview");
	}

	@Test
	void addsTheFullTextThatTurnsUpAfterItsPreview() {
		SimulatedRun run = worker("w").run(MAY).url(null).preview("one").log("one\ntwo\n");
		run("w");
		assertCounts(run("w"), 0, 1, 0, 0);
		run.urlHoldsSlug(true);
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.text(key(run, ".r2.log.gz"))).isEqualTo("one\ntwo\n");
		assertCounts(run("w"), 0, 1, 0, 0);
	}

	@Test
	void failsARunThatHasNoLogAtAll() {
		worker("w").run(MAY).url(null).preview();
		Result result = run("w");
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.json().at("/failures/0/code").asString()).isEqualTo("no_log");
	}

	@Test
	void archivesAWorkerThatNeverRanAsSuch() {
		worker("w");
		Result result = run("w");
		assertThat(result.code()).isZero();
		assertCounts(result, 0, 0, 1, 0);
		assertThat(this.world.keys()).isEmpty();
	}

	@Test
	void failsARunIdThatCouldLeadAstray() {
		worker("w").run("../../../etc/passwd", MAY).urlHoldsSlug(false);
		Result result = run("w");
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.json().at("/failures/0/code").asString()).isEqualTo("invalid_run_id");
		assertThat(this.world.keys()).isEmpty();
	}

	@Test
	void asksForAFreshUrlWhereTheFirstHasExpired() {
		SimulatedRun run = worker("w").run(MAY).urlHoldsSlug(false).log("text\n");
		run.fail(Endpoint.DOWNLOAD, Fault.page(403).times(1));
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.text(key(run, ".log.gz"))).isEqualTo("text\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zstd", "none" })
	void leavesWhatIsArchivedWhenTheCompressionChanges(String compression) {
		SimulatedRun run = worker("w").run(MAY);
		run("w");
		this.world.set("archiver.store.compression", compression);
		assertCounts(run("w"), 0, 1, 0, 0);
		SimulatedRun next = worker("w").run(MAY.plusMillis(1));
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.keys()).containsExactlyInAnyOrder(key(run, ".log.gz"),
				key(next, compression.equals("zstd") ? ".log.zst" : ".log"));
	}

	@Test
	void archivesIntoADirectoryToo() {
		SimulatedRun run = worker("w").run(MAY);
		this.world.unset("archiver.store.uri");
		assertCounts(run("w"), 1, 0, 0, 0);
		assertThat(this.world.state().resolve("archive").resolve(key(run, ".log.gz"))).isRegularFile();
		assertCounts(run("w"), 0, 1, 0, 0);
		assertThat(Program.call("cat", "w").bytes()).isEqualTo(run.log().bytes());
	}

}
