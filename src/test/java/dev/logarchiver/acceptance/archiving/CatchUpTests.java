package dev.logarchiver.acceptance.archiving;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.simulation.Ulid;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What lies between the last runs of two ticks is archived too, and nothing of it is
 * forgotten.
 */
class CatchUpTests {

	private static final Instant MAY = Instant.parse("2026-05-20T12:00:00Z");

	private static final String[] TICK = { "run", "--json", "--worker", "w" };

	private final World world = world().set("archiver.coreclaw.max-attempts", "2")
		.set("archiver.download.max-attempts", "2");

	private final SimulatedWorker worker = this.world.platform().worker("w");

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun runAt(int minutes) {
		return this.worker.run(MAY.plusSeconds(60L * minutes));
	}

	private Result tick(int code, String... options) {
		Result result = Program.call(Stream.concat(Stream.of(TICK), Stream.of(options)).toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		JsonNode json = result.json();
		assertThat(json.path("archived").asInt() + json.path("unchanged").asInt() + json.path("no_run").asInt()
				+ json.path("failed").asInt())
			.as(result.toString())
			.isEqualTo(json.path("workers").asInt());
		return result;
	}

	private void assertRuns(Result result, int found, int archived, int gone, int failed) {
		JsonNode runs = result.json().path("runs");
		assertThat(List.of(runs.path("found").asInt(), runs.path("archived").asInt(), runs.path("gone").asInt(),
				runs.path("failed").asInt()))
			.as(result.toString())
			.containsExactly(found, archived, gone, failed);
	}

	private void assertArchived(SimulatedRun... runs) {
		assertThat(ArchivedObject.of(this.world)).extracting(ArchivedObject::run, ArchivedObject::sha256)
			.containsExactlyInAnyOrder(Stream.of(runs)
				.map((run) -> org.assertj.core.groups.Tuple.tuple(run.slug(), run.log().sha256()))
				.toArray(org.assertj.core.groups.Tuple[]::new));
	}

	@Test
	void archivesTheRunsBetweenTheLastOnesOfTwoTicks() {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun second = runAt(7);
		SimulatedRun third = runAt(14).urlHoldsSlug(false);
		SimulatedRun last = runAt(21);
		Result result = tick(0);
		assertThat(result.json().path("archived").asInt()).isEqualTo(1);
		assertThat(result.json().path("bytes").asLong())
			.isEqualTo(second.log().size() + third.log().size() + last.log().size());
		assertRuns(result, 2, 2, 0, 0);
		assertArchived(first, second, third, last);
		assertThat(Program.call("run", "--worker", "w").output()).doesNotContain("caught up");
	}

	@Test
	void aRunOfAFirstTickWithoutAStoreIsNotLost() {
		this.world.set("aws.endpointUrlS3", "http://127.0.0.1:1");
		Instant now = Instant.now();
		this.worker.run(now.minusSeconds(120));
		SimulatedRun first = this.worker.run(now.minusSeconds(60));
		tickWithout();
		this.world.heal();
		SimulatedRun second = this.worker.run(Instant.now().plusSeconds(1));
		SimulatedRun third = this.worker.run(Instant.now().plusSeconds(2));
		assertRuns(tick(0), 2, 2, 0, 0);
		assertArchived(first, second, third);
	}

	@Test
	void aRunOfAFirstTickThatDiedIsLookedForInTheMonthBefore() {
		this.world.platform().clock(() -> Instant.parse("2026-05-02T12:00:00Z"));
		this.worker.run(Instant.parse("2026-04-05T12:00:00Z"));
		SimulatedRun april = this.worker.run(Instant.parse("2026-04-10T12:00:00Z"));
		this.world.platform().fail(Endpoint.LAST_LOG, Fault.error(PlatformError.KEY_INVALID));
		Program.call(TICK);
		this.world.heal();
		SimulatedRun may = this.worker.run(Instant.parse("2026-05-02T12:05:00Z"));
		this.world.platform().clock(() -> Instant.parse("2026-05-02T13:00:00Z"));
		assertRuns(tick(0), 1, 1, 0, 0);
		assertArchived(april, may);
	}

	@Test
	void theFirstRunsOfAWorkerThatHadNeverRunAreAllArchived() {
		assertThat(tick(0).json().path("no_run").asInt()).isEqualTo(1);
		SimulatedRun first = this.worker.run(Instant.now().plusSeconds(1));
		SimulatedRun second = this.worker.run(Instant.now().plusSeconds(2));
		assertRuns(tick(0), 1, 1, 0, 0);
		assertArchived(first, second);
	}

	@Test
	void aWorkerIsKnownFromARunWithoutCatchingUpOn() {
		SimulatedRun first = this.worker.run(Instant.now().minusSeconds(60));
		this.worker.fail(Endpoint.DOWNLOAD, Fault.page(500));
		tick(3, "--no-catch-up");
		this.worker.heal();
		SimulatedRun second = this.worker.run(Instant.now().plusSeconds(1));
		assertRuns(tick(0), 1, 1, 0, 0);
		assertArchived(first, second);
	}

	private void tickWithout() {
		Result result = Program.call(TICK);
		assertThat(result.code()).as(result.toString()).isEqualTo(1);
	}

	@Test
	void aListingThatStaysOwedFailsTheWorkerAtEveryTick() {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun second = runAt(7);
		SimulatedRun third = runAt(14);
		this.world.platform().fail(Endpoint.RUNS, Fault.error(PlatformError.NOT_IMPLEMENTED));
		for (int tick = 0; tick < 3; tick++) {
			JsonNode failed = tick(3).json();
			assertThat(failed.path("failed").asInt()).isEqualTo(1);
			assertThat(failed.path("failures")).hasSize(1);
		}
		this.world.platform().heal();
		Result paid = tick(0);
		assertThat(paid.json().path("archived").asInt()).isEqualTo(1);
		assertRuns(paid, 1, 1, 0, 0);
		assertArchived(first, second, third);
	}

	@Test
	void takesWhatThePlatformListsWhateverTimeTheIdsTell() {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun ahead = this.worker.run(Ulid.of(MAY.plusSeconds(7200), 1), MAY.plusSeconds(60));
		SimulatedRun behind = this.worker.run(Ulid.of(MAY.minusSeconds(500_000), 2), MAY.plusSeconds(120));
		SimulatedRun last = this.worker.run(Ulid.of(MAY.minusSeconds(400_000), 3), MAY.plusSeconds(180));
		assertRuns(tick(0), 2, 2, 0, 0);
		assertArchived(first, ahead, behind, last);
		SimulatedRun next = runAt(14);
		SimulatedRun newest = runAt(21);
		assertRuns(tick(0), 1, 1, 0, 0);
		assertArchived(first, ahead, behind, last, next, newest);
	}

	@Test
	void leavesOutWhatAListingHasOfOtherWorkers() {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun second = runAt(7);
		SimulatedRun last = runAt(14);
		String rows = Stream
			.of(row(last, "w"), row(second, "w"), "{\"slug\": \"other-run\", \"scraper_slug\": \"other\"}")
			.collect(Collectors.joining(","));
		this.world.platform()
			.fail(Endpoint.RUNS,
					Fault.answer(200, "application/json",
							"{\"code\": 0, \"message\": \"success\", \"data\": {\"count\": 3, \"list\": [" + rows
									+ "]}, \"request_id\": \"r\"}"));
		Result result = tick(3);
		assertThat(result.json().at("/failures/0/code").asString()).isEqualTo("foreign_runs");
		assertThat(result.json().at("/failures/0/reason").asString()).contains("run other-run of the Worker 'other'");
		assertArchived(first, second, last);
		this.world.platform().heal();
		tick(0);
	}

	private static String row(SimulatedRun run, String slug) {
		return "{\"slug\": \"" + run.slug() + "\", \"status\": \"succeeded\", \"scraper_slug\": \"" + slug + "\"}";
	}

	@Test
	void costsNoCallWhereTheLastRunIsArchived() {
		runAt(0);
		tick(0);
		runAt(7);
		tick(0);
		this.world.platform().forgetCalls();
		Result result = tick(0);
		assertThat(result.json().path("unchanged").asInt()).isEqualTo(1);
		assertThat(this.world.platform().calls()).hasSize(1);
	}

	@Test
	void archivesOnlyTheLastRunTheFirstTimeAndPointsToBackfill() {
		runAt(0);
		SimulatedRun last = runAt(7);
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.output())
			.contains("1 Worker had nothing archived before: 'backfill' archives their earlier runs.");
		assertArchived(last);
		assertThat(this.world.platform().count(Endpoint.RUNS)).isZero();
	}

	@Test
	void canBeTurnedOffForOneRunAndTheNextCatchesUp() {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun second = runAt(7);
		SimulatedRun third = runAt(14);
		assertRuns(tick(0, "--no-catch-up"), 0, 0, 0, 0);
		assertArchived(first, third);
		SimulatedRun fourth = runAt(21);
		assertRuns(tick(0), 1, 1, 0, 0);
		assertArchived(first, second, third, fourth);
	}

	@Test
	void triesARunThatFailedAtEveryTickUntilItIsArchived() {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun second = runAt(7).fail(Endpoint.DOWNLOAD, Fault.page(500).times(4));
		SimulatedRun third = runAt(14);
		Result failed = tick(3);
		assertRuns(failed, 1, 0, 0, 1);
		assertThat(failed.json().path("failures")).singleElement()
			.satisfies((failure) -> assertThat(failure.path("run_id").asString()).isEqualTo(second.slug()));
		assertArchived(first, third);
		assertRuns(tick(3), 0, 0, 0, 1);
		Result archived = tick(0);
		assertThat(archived.json().path("archived").asInt()).isEqualTo(1);
		assertRuns(archived, 0, 1, 0, 0);
		assertArchived(first, second, third);
		assertRuns(tick(0), 0, 0, 0, 0);
	}

	@Test
	void aListingThatFailsLeavesNoGap() {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun second = runAt(7);
		SimulatedRun third = runAt(14);
		this.world.platform().fail(Endpoint.RUNS, Fault.page(500));
		Result failed = tick(3);
		assertThat(failed.json().path("failed").asInt()).isEqualTo(1);
		assertArchived(first, third);
		this.world.platform().heal();
		assertRuns(tick(0), 1, 1, 0, 0);
		assertArchived(first, second, third);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{} | malformed_answer", "{\"count\": 3, \"list\": []} | incomplete_list",
			"{\"count\": 3, \"list\": null} | incomplete_list" })
	void aListThatLacksRunsLeavesNoGap(String data, String code) {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun second = runAt(7);
		SimulatedRun third = runAt(14);
		this.world.platform()
			.fail(Endpoint.RUNS, Fault.answer(200, "application/json", "{\"code\": 0, \"data\": " + data + "}"));
		assertThat(tick(3).json().path("failures").findValuesAsString("code")).containsExactly(code);
		this.world.platform().heal();
		assertRuns(tick(0), 1, 1, 0, 0);
		assertArchived(first, second, third);
	}

	@Test
	void aListThatRepeatsItselfAndLacksRunsFailsTheWorker() {
		SimulatedRun archived = runAt(0);
		tick(0);
		runAt(7);
		StringBuilder runs = new StringBuilder();
		for (int i = 0; i < 100; i++) {
			runs.append((i > 0) ? "," : "")
				.append("{\"slug\": \"" + archived.slug() + "\", \"status\": \"succeeded\"}");
		}
		this.world.platform()
			.fail(Endpoint.RUNS, Fault.answer(200, "application/json",
					"{\"code\": 0, \"data\": {\"count\": 500, \"list\": [" + runs + "]}}"));
		assertThat(tick(3).json().path("failures").findValuesAsString("code")).containsExactly("incomplete_list");
	}

	@Test
	void aLastRunThatFailedIsArchivedWhenItIsNoLongerTheLast() {
		SimulatedRun first = runAt(0).fail(Endpoint.DOWNLOAD, Fault.page(500).times(2));
		tick(3);
		SimulatedRun second = runAt(7);
		assertRuns(tick(0), 0, 1, 0, 0);
		assertArchived(first, second);
	}

	@Test
	void aRunWhoseLogIsGoneIsCountedOnce() {
		SimulatedRun first = runAt(0);
		tick(0);
		runAt(7).url(null).preview();
		SimulatedRun third = runAt(14);
		Result result = tick(0);
		assertThat(result.json().path("archived").asInt()).isEqualTo(1);
		assertRuns(result, 1, 0, 1, 0);
		SimulatedRun fourth = runAt(21);
		assertRuns(tick(0), 0, 0, 0, 0);
		assertArchived(first, third, fourth);
	}

	@Test
	void aLogThatIsNotThereYetIsWaitedFor() {
		Instant now = Instant.now();
		this.worker.run(now.minusSeconds(900));
		tick(0);
		SimulatedRun second = this.worker.run(now.minusSeconds(600)).url(null).preview();
		this.worker.run(now.minusSeconds(300));
		assertRuns(tick(3), 1, 0, 0, 1);
		second.urlHoldsSlug(true);
		assertRuns(tick(0), 0, 1, 0, 0);
	}

	@Test
	void catchesUpAcrossTheMonthsOfThePlatform() {
		SimulatedRun first = this.worker.run(Instant.parse("2026-04-30T15:50:00Z"));
		tick(0);
		SimulatedRun april = this.worker.run(Instant.parse("2026-04-30T15:59:59Z"));
		SimulatedRun may = this.worker.run(Instant.parse("2026-04-30T16:00:00Z"));
		SimulatedRun last = this.worker.run(Instant.parse("2026-05-31T16:00:01Z"));
		assertRuns(tick(0), 2, 2, 0, 0);
		assertArchived(first, april, may, last);
	}

	@Test
	void catchesUpWithMoreRunsThanAPageHolds() {
		runAt(0);
		tick(0);
		for (int i = 1; i <= 250; i++) {
			runAt(i);
		}
		assertRuns(tick(0), 249, 249, 0, 0);
		assertThat(ArchivedObject.of(this.world)).hasSize(251);
		assertThat(this.world.platform().count(Endpoint.RUNS)).isEqualTo(3);
	}

	@Test
	void anIdFromTheFutureHidesNoRun() {
		this.worker.run(Instant.parse("2026-05-20T12:00:00Z"));
		tick(0);
		SimulatedRun future = this.worker.run("7ZZZZZZZZZ0000000000000000", Instant.parse("2026-05-20T12:07:00Z"));
		tick(0);
		Instant now = Instant.now();
		SimulatedRun between = this.worker.run(now.plusMillis(10));
		SimulatedRun last = this.worker.run(now.plusMillis(20));
		tick(0);
		assertThat(ArchivedObject.of(this.world)).extracting(ArchivedObject::run)
			.contains(future.slug(), between.slug(), last.slug());
	}

	@Test
	void aRunThatStillGoesOnIsArchivedAgainWhenItHasEnded() {
		SimulatedRun first = runAt(0);
		tick(0);
		SimulatedRun second = runAt(7).running().log("so far\n");
		SimulatedRun third = runAt(14);
		Result result = tick(0);
		assertThat(result.json().path("partial").asInt()).isEqualTo(1);
		assertThat(this.world.keys()).filteredOn((key) -> key.contains(".partial.")).hasSize(1);
		second.append("the end\n").finished("succeeded", MAY.plusSeconds(900));
		tick(0);
		assertArchived(first, second, third);
	}

	@Test
	void isTakenUpWhereThePlatformWentDown() {
		SimulatedRun first = runAt(0);
		tick(0);
		for (int i = 1; i <= 60; i++) {
			runAt(i);
		}
		this.world.set("archiver.concurrency", "2");
		this.world.platform().fail(Endpoint.RUN_LOG, Fault.reset().afterFirst(10));
		Result down = Program.call(TICK);
		assertThat(down.code()).as(down.toString()).isEqualTo(1);
		int archived = ArchivedObject.of(this.world).size();
		assertThat(archived).isGreaterThan(2).isLessThan(61);
		this.world.platform().heal().forgetCalls();
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("archived").asInt()).isEqualTo(1);
		assertRuns(restarted, 59, 59, 0, 0);
		assertThat(this.world.platform().count(Endpoint.LAST_LOG)).isZero();
		assertThat(ArchivedObject.of(this.world)).extracting(ArchivedObject::run)
			.hasSize(61)
			.doesNotHaveDuplicates()
			.contains(first.slug());
	}

	@Test
	void saysWhatWasCaughtUp() {
		runAt(0);
		tick(0);
		runAt(7);
		runAt(14).url(null).preview();
		runAt(21).fail(Endpoint.DOWNLOAD, Fault.page(500));
		runAt(28);
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.output()).containsPattern("caught up +1 +between two ticks")
			.containsPattern("gone +1 +whose log the platform no longer has")
			.containsPattern("pending +1 +could not be archived, retried at the next tick");
	}

}
