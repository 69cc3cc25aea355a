package dev.logarchiver.acceptance.survey;

import java.time.Duration;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose the runs are that a survey shows: where nobody knows, everybody is asked.
 */
class SurveyOwnerTests extends SurveyWorld {

	@Test
	void allListedIdsOfOneWorkerGetTheRun() {
		SimulatedWorker both = worker(2);
		begin();
		String[] list = Stream.concat(Stream.of(command(this.workers)), Stream.of("--worker", both.slug()))
			.toArray(String[]::new);
		assertThat(Program.call(list).code()).isZero();
		wait(Duration.ofHours(2));
		SimulatedRun run = both.run(this.now);
		wait(Duration.ofMinutes(5));
		checkNext(1);
		this.world.platform().forgetCalls();
		assertThat(Program.call(list).code()).isZero();
		assertThat(asked()).containsExactly("acme~w1");
		assertThat(this.world.keys()).filteredOn((key) -> key.contains(run.slug()))
			.extracting((key) -> key.substring(0, key.indexOf('/')))
			.containsExactly("worker=acme~w2", "worker=slug-2");
	}

	@Test
	void aWorkerThatNeverRanIsNotAskedOnceItsSlugIsKnown() {
		begin();
		SimulatedWorker idle = newWorker("idle");
		this.workers.add(idle);
		this.world.platform().worker("acme~other").slug("slug-other").run(this.now);
		tick();
		assertThat(asked()).contains("acme~widle");
		wait(Duration.ofHours(2));
		tick();
		wait(Duration.ofHours(2));
		checkNext(1);
		Result result = tick();
		assertThat(result.json().path("no_run").asInt()).isEqualTo(1);
		assertThat(asked()).doesNotContain("acme~widle");
		this.world.platform().forgetCalls();
		assertThat(Program.call(command(this.workers, "--dry-run")).json().path("no_run").asInt()).isEqualTo(1);
		assertThat(asked()).isEmpty();
		twoRuns(idle, this.now);
		wait(Duration.ofHours(1));
		checkNext(1);
		tick();
		assertAllArchived();
	}

	@Test
	void aWorkerOfUnknownSlugIsAskedEachTime() {
		begin();
		SimulatedWorker nameless = newWorker("9").unlisted();
		nameless.run(this.now).scraper(null);
		this.workers.add(nameless);
		this.world.platform().listings().scraperSlugs("slug-9");
		tick();
		for (int tick = 0; tick < 2; tick++) {
			wait(Duration.ofHours(2));
			nameless.run(this.now).scraper(null);
			wait(Duration.ofMinutes(10));
			checkNext(1);
			tick();
			assertThat(asked()).contains("acme~w9");
		}
		assertAllArchived();
	}

	@Test
	void runsOfUnknownWorkersAreLookedUpOnce() {
		begin();
		newWorker("y").run(this.now);
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(calls(Endpoint.WORKERS)).isPositive();
		assertThat(asked()).hasSize(1);
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(calls(Endpoint.WORKERS)).isZero();
	}

	@Test
	void aSlugThatNobodyKnowsHasEveryWorkerAskedOnce() {
		begin();
		newWorker("y").unlisted().run(this.now);
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(asked()).hasSize(WORKERS);
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(asked()).hasSize(1);
		assertThat(calls(Endpoint.WORKERS)).isZero();
	}

	@Test
	void aSlugIsNobodysOnlyOnceAllWereAsked() {
		begin();
		worker(5).unlisted().slug("slug-5b");
		twoRuns(worker(5), this.now);
		wait(Duration.ofMinutes(5));
		worker(2).fail(Endpoint.LAST_LOG, Fault.error(PlatformError.KEY_INVALID));
		dyingTick();
		worker(2).heal();
		wait(Duration.ofHours(3));
		checkNext(1);
		tick();
		assertAllArchived();
	}

	@Test
	void aWorkerThatGotANewSlugIsNotLost() {
		begin();
		worker(5).slug("slug-5b");
		twoRuns(worker(5), this.now);
		wait(Duration.ofMinutes(5));
		tick();
		assertAllArchived();
		run(5);
		wait(Duration.ofHours(3));
		checkNext(1);
		tick();
		assertAllArchived();
	}

	@Test
	void aWorkerWhoseSlugWentToAnotherIsAsked() {
		begin();
		twoRuns(worker(5), this.now);
		wait(Duration.ofMinutes(5));
		worker(5).renamed("slug-5b", false);
		this.world.platform().worker("other~y").slug("slug-5");
		run(5);
		wait(Duration.ofMinutes(5));
		// its own listing has runs of another's slug, which is said
		assertThat(tick(3).json().at("/failures/0/code").asString()).isEqualTo("foreign_runs");
		assertThat(asked()).containsExactly("acme~w1", "acme~w5");
	}

	@Test
	void runsThatDoNotSayWhoseTheyAreHaveEveryWorkerAsked() {
		begin();
		twoRuns(worker(5), this.now);
		wait(Duration.ofMinutes(5));
		this.world.platform().listings().scraperSlugs(null);
		assertThat(state(tick())).isEqualTo("unavailable");
		assertAllArchived();
	}

}
