package dev.logarchiver.acceptance.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A survey asks the platform once for the news of all Workers, and what is new is
 * archived by its ID.
 */
class SurveyTests extends SurveyWorld {

	@Test
	void asksOnceAndArchivesWhatIsNewByItsId() {
		begin();
		run(3);
		run(3);
		run(5).urlHoldsSlug(false);
		wait(Duration.ofMinutes(5));
		Result result = tick();
		assertThat(result.json().path("archived").asInt()).isEqualTo(2);
		assertThat(result.json().path("unchanged").asInt()).isEqualTo(WORKERS - 2);
		assertThat(List.of(calls(Endpoint.RUN_LOG), calls(Endpoint.RUN))).containsExactly(3L, 0L);
		// one more than usual: this machine's clock is in another month
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isEqualTo(2);
		assertThat(asked()).containsExactly("acme~w1");
		assertAllArchived();
		assertThat(state(result)).isEqualTo("complete");
	}

	@Test
	void saysInOneLineWhatItShowed() {
		begin();
		run(3);
		wait(Duration.ofMinutes(5));
		String[] arguments = Stream.of(command(this.workers))
			.filter((argument) -> !argument.equals("--json"))
			.toArray(String[]::new);
		assertThat(Program.call(arguments).output())
			.contains("  asked for news once: 1 of 8 Workers has new runs (2 calls, 1 Worker asked as a check)\n");
		assertThat(Program.call("why", "acme~w7").output()).contains("nothing new in the survey of 2026-05-20T16:06");
	}

	@Test
	void asksEveryWorkerWithoutSurvey() {
		begin();
		twoRuns(worker(3), this.now);
		wait(Duration.ofMinutes(5));
		assertThat(state(tick("--no-survey"))).isEqualTo("none");
		assertThat(asked()).hasSize(WORKERS);
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
		assertAllArchived();
	}

	@Test
	void forceAndNoCatchUpAskEveryWorker() {
		begin();
		for (String option : List.of("--force", "--no-catch-up")) {
			tick(option);
			assertThat(asked()).as(option).hasSize(WORKERS);
			assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
		}
	}

	@Test
	void asksEachOfFewWorkers() {
		begin();
		this.world.set("archiver.survey.min-workers", "9");
		tick();
		assertThat(asked()).hasSize(WORKERS);
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
	}

	@Test
	void asksEachWhereTheSlugsOfFewAreKnown() {
		begin();
		List.of("a", "b", "c").forEach((name) -> this.workers.add(newWorker(name)));
		this.world.set("archiver.survey.min-workers", "9");
		tick();
		assertThat(asked()).hasSize(WORKERS + 3);
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
	}

	@Test
	void aDryRunMovesNothing() {
		begin();
		twoRuns(worker(2), this.now);
		run(5);
		wait(Duration.ofHours(3));
		this.world.platform().forgetCalls();
		JsonNode plan = Program.call(command(this.workers, "--dry-run")).json();
		assertThat(plan.path("archived").asInt()).as(plan.toString()).isEqualTo(2);
		assertThat(plan.path("unchanged").asInt()).as(plan.toString()).isEqualTo(WORKERS - 2);
		assertThat(asked()).isEmpty();
		assertThat(this.world.keys()).hasSize(WORKERS);
		wait(Duration.ofHours(3));
		tick();
		assertAllArchived();
	}

	@Test
	void aWorkerThatFailedIsAsked() {
		begin();
		worker(4).fail(Endpoint.LAST_LOG, Fault.page(500));
		run(4);
		tick(3, "--no-survey");
		tick(3);
		assertThat(asked()).contains("acme~w4");
		worker(4).heal();
		tick();
		assertThat(asked()).contains("acme~w4");
		checkNext(1);
		tick();
		assertThat(asked()).doesNotContain("acme~w4");
		assertAllArchived();
	}

	@Test
	void aRunThatGoesOnIsNewsAndLookedAtByItsId() {
		begin();
		SimulatedRun run = run(6).running();
		run(7).running().status("ready").startedAt(null);
		wait(Duration.ofMinutes(5));
		assertThat(tick().json().path("partial").asInt()).isEqualTo(2);
		wait(Duration.ofHours(5));
		assertThat(tick().json().path("partial").asInt()).isEqualTo(2);
		run.finished("succeeded", this.now);
		run.log("the whole log\n");
		wait(Duration.ofHours(5));
		checkNext(1);
		Result result = tick();
		assertThat(result.json().path("archived").asInt()).isEqualTo(1);
		assertAllArchived();
		assertThat(ArchivedObject.of(this.world)).extracting(ArchivedObject::sha256).contains(run.log().sha256());
	}

	@Test
	void aPreviewIsAskedForUntilItsTextIsThere() {
		begin();
		SimulatedRun run = run(2).url("");
		wait(Duration.ofMinutes(5));
		tick();
		wait(Duration.ofHours(2));
		run.urlHoldsSlug(true);
		checkNext(1);
		tick();
		assertThat(ArchivedObject.of(this.world)).filteredOn((object) -> object.run().equals(run.slug()))
			.extracting(ArchivedObject::completeness)
			.contains("full");
	}

	@Test
	void nothingIsLostAcrossTheEndOfAMonth() {
		this.now = Instant.parse("2026-05-31T11:30:00Z");
		begin();
		run(2);
		wait(Duration.ofMinutes(40));
		run(3);
		wait(Duration.ofMinutes(20));
		Result result = tick();
		assertThat(state(result)).isEqualTo("complete");
		assertThat(result.json().path("archived").asInt()).isEqualTo(2);
		assertAllArchived();
	}

	@Test
	void aTickThatDiesAfterItsSurveyLosesNothing() {
		begin();
		twoRuns(worker(3), this.now);
		worker(3).fail(Endpoint.RUN_LOG, Fault.error(PlatformError.KEY_INVALID));
		wait(Duration.ofMinutes(5));
		dyingTick();
		worker(3).heal();
		wait(Duration.ofHours(20));
		this.workers.add(newWorker("9"));
		checkNext(1);
		tick();
		assertThat(asked()).hasSizeLessThan(WORKERS);
		assertAllArchived();
	}

	@Test
	void aRestartSurveysAnewAndCountsEveryWorkerOnce() {
		begin();
		run(3);
		this.world.platform().fail(Endpoint.LAST_LOG, Fault.error(PlatformError.KEY_INVALID));
		wait(Duration.ofMinutes(5));
		dyingTick();
		this.world.platform().heal();
		twoRuns(worker(6), this.now);
		wait(Duration.ofMinutes(5));
		this.world.platform().forgetCalls();
		JsonNode json = Program.call("restart", "--json").json();
		assertThat(asked()).hasSizeLessThan(4);
		assertCountsEachOnce(json);
		assertThat(json.path("workers").asInt()).isEqualTo(WORKERS);
		assertAllArchived();
	}

}
