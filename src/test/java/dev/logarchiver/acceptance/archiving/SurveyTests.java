package dev.logarchiver.acceptance.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Call;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A survey asks the platform once for the news of all Workers. Whatever it shows or hides
 * costs calls, and never a log.
 */
class SurveyTests {

	private static final Instant NOON = Instant.parse("2026-05-20T12:00:00Z");

	private static final int WORKERS = 8;

	private final World world = world().set("archiver.survey.min-workers", "5")
		.set("archiver.coreclaw.max-attempts", "2");

	private final List<SimulatedWorker> workers = new ArrayList<>();

	private Instant now = NOON;

	World world() {
		return new World();
	}

	SurveyTests() {
		this.world.platform().clock(() -> this.now).runsAppearByClock();
		for (int number = 1; number <= WORKERS; number++) {
			this.workers.add(this.world.platform().worker("acme~w" + number).slug("slug-" + number));
		}
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedWorker worker(int number) {
		return this.workers.get(number - 1);
	}

	private SimulatedRun run(int number) {
		return worker(number).run(this.now);
	}

	private void wait(Duration time) {
		this.now = this.now.plus(time);
	}

	private String[] list(String... options) {
		return Stream
			.concat(Stream.of("run", "--json"), Stream.concat(
					this.workers.stream().flatMap((worker) -> Stream.of("--worker", worker.id())), Stream.of(options)))
			.toArray(String[]::new);
	}

	private Result tick(String... options) {
		return tick(0, options);
	}

	private Result tick(int code, String... options) {
		this.world.platform().forgetCalls();
		Result result = Program.call(list(options));
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		JsonNode json = result.json();
		assertThat(json.path("archived").asInt() + json.path("unchanged").asInt() + json.path("no_run").asInt()
				+ json.path("failed").asInt())
			.as(result.toString())
			.isEqualTo(json.path("workers").asInt());
		wait(Duration.ofMinutes(1));
		return result;
	}

	/**
	 * Each Worker has a run, which is archived, and a slug. An hour later all is quiet.
	 */
	private void begin() {
		for (int number = 1; number <= WORKERS; number++) {
			run(number);
		}
		wait(Duration.ofHours(2));
		tick();
		wait(Duration.ofHours(2));
	}

	private long calls(Endpoint endpoint) {
		return this.world.platform().count(endpoint);
	}

	private Set<String> asked() {
		return this.world.platform()
			.calls()
			.stream()
			.filter((call) -> call.endpoint() == Endpoint.LAST_LOG)
			.map(Call::path)
			.map((path) -> path.replaceAll(".*/workers/([^/]*)/.*", "$1"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private void assertAllArchived() {
		Set<String> runs = this.workers.stream()
			.flatMap((worker) -> worker.runs().stream().map((run) -> worker.id() + " " + run.slug()))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(ArchivedObject.of(this.world).stream().map((object) -> object.worker() + " " + object.run()))
			.containsExactlyInAnyOrderElementsOf(runs);
	}

	private String state(Result result) {
		return result.json().at("/survey/state").asString("none");
	}

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
		assertThat(asked()).hasSize(1);
		assertAllArchived();
		assertThat(state(result)).isEqualTo("complete");
	}

	@Test
	void saysInOneLineWhatItShowed() {
		begin();
		run(3);
		wait(Duration.ofMinutes(5));
		String[] arguments = Stream.of(list()).filter((argument) -> !argument.equals("--json")).toArray(String[]::new);
		assertThat(Program.call(arguments).output())
			.contains("  asked for news once: 1 of 8 Workers has new runs (2 calls, 1 Worker asked as a check)\n");
		assertThat(Program.call("why", "acme~w7").output()).contains("nothing new in the survey of 2026-05-20T16:06");
	}

	@Test
	void asksEveryWorkerWithoutSurvey() {
		begin();
		SimulatedRun run = run(3);
		wait(Duration.ofMinutes(5));
		assertThat(state(tick("--no-survey"))).isEqualTo("none");
		assertThat(asked()).hasSize(WORKERS);
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
		assertThat(run.slug()).isNotNull();
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
	void aSurveyWithoutCatchingUpMovesNothing() {
		begin();
		SimulatedRun between = run(2);
		run(2);
		wait(Duration.ofHours(3));
		tick("--no-catch-up");
		wait(Duration.ofHours(3));
		tick();
		assertThat(between.slug()).isNotNull();
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
		tick();
		assertThat(asked()).doesNotContain("acme~w4");
		assertAllArchived();
	}

	@Test
	void aRunThatGoesOnIsNewsAndLookedAtByItsId() {
		begin();
		SimulatedRun run = run(6).running();
		wait(Duration.ofMinutes(5));
		assertThat(tick().json().path("partial").asInt()).isEqualTo(1);
		wait(Duration.ofHours(5));
		assertThat(tick().json().path("partial").asInt()).isEqualTo(1);
		run.finished("succeeded", this.now);
		run.log("the whole log\n");
		wait(Duration.ofHours(5));
		Result result = tick();
		assertThat(result.json().path("archived").asInt()).isEqualTo(1);
		assertAllArchived();
		assertThat(ArchivedObject.of(this.world)).extracting(ArchivedObject::sha256).contains(run.log().sha256());
	}

	@Test
	void aWorkerThatNeverRanIsNotAskedOnceItsSlugIsKnown() {
		begin();
		SimulatedWorker idle = this.world.platform().worker("acme~idle").slug("slug-idle");
		this.workers.add(idle);
		this.world.platform().worker("acme~other").slug("slug-other").run(this.now);
		tick();
		assertThat(asked()).contains("acme~idle");
		wait(Duration.ofHours(2));
		tick();
		wait(Duration.ofHours(2));
		Result result = tick();
		assertThat(result.json().path("no_run").asInt()).isEqualTo(1);
		assertThat(asked()).doesNotContain("acme~idle");
		idle.run(this.now);
		idle.run(this.now.plusSeconds(1));
		wait(Duration.ofHours(1));
		tick();
		assertAllArchived();
	}

	@Test
	void allListedIdsOfOneWorkerGetTheRun() {
		SimulatedWorker both = worker(1);
		begin();
		String[] list = Stream.concat(Stream.of(list()), Stream.of("--worker", both.slug())).toArray(String[]::new);
		assertThat(Program.call(list).code()).isZero();
		wait(Duration.ofHours(2));
		SimulatedRun run = both.run(this.now);
		wait(Duration.ofMinutes(5));
		this.world.platform().forgetCalls();
		assertThat(Program.call(list).code()).isZero();
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isPositive();
		assertThat(this.world.keys()).filteredOn((key) -> key.contains(run.slug()))
			.extracting((key) -> key.substring(0, key.indexOf('/')))
			.containsExactly("worker=acme~w1", "worker=slug-1");
	}

	@Test
	void aNewWorkerIsAskedAndTheOthersAreNot() {
		begin();
		tick();
		SimulatedWorker added = this.world.platform().worker("acme~added").slug("slug-added");
		added.run(this.now);
		this.workers.add(added);
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(asked()).contains("acme~added").hasSizeLessThanOrEqualTo(3);
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(asked()).hasSize(1);
		assertAllArchived();
	}

	@Test
	void aRunThatIsListedLateIsArchived() {
		begin();
		SimulatedRun late = run(2);
		this.world.platform().listings().late(late, Duration.ofMinutes(40));
		wait(Duration.ofMinutes(2));
		tick();
		wait(Duration.ofMinutes(50));
		tick();
		assertAllArchived();
	}

	@Test
	void aWorkerWhoseRunsAreHiddenIsFoundByTheChecks() {
		begin();
		this.world.platform().listings().hide(worker(7));
		run(7);
		SimulatedRun between = run(7);
		run(7);
		wait(Duration.ofHours(1));
		for (int tick = 0; tick < WORKERS + 1; tick++) {
			tick();
			wait(Duration.ofMinutes(30));
		}
		assertThat(between.slug()).isNotNull();
		assertAllArchived();
	}

	@Test
	void oneHiddenRunBetweenTwoShownOnesIsFound() {
		begin();
		run(7);
		wait(Duration.ofMinutes(1));
		SimulatedRun hidden = run(7);
		wait(Duration.ofMinutes(1));
		run(7);
		this.world.platform().listings().hide(hidden);
		wait(Duration.ofHours(1));
		List<String> states = new ArrayList<>();
		for (int tick = 0; tick < WORKERS + 1; tick++) {
			states.add(state(tick()));
			wait(Duration.ofMinutes(30));
		}
		assertThat(states).contains("complete", "suspect", "none");
		assertAllArchived();
	}

	@Test
	void onceSuspectEveryWorkerIsAskedBackToItsOwnListing() {
		begin();
		List<SimulatedRun> hidden = new ArrayList<>();
		for (int number = 1; number <= WORKERS; number++) {
			hidden.add(run(number));
			wait(Duration.ofMinutes(1));
			run(number);
		}
		hidden.forEach((run) -> this.world.platform().listings().hide(run));
		wait(Duration.ofHours(1));
		Result found = tick();
		assertThat(state(found)).isEqualTo("suspect");
		assertThat(found.errors()).contains("every Worker is asked");
		assertAllArchived();
		tick();
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
		assertThat(asked()).hasSize(WORKERS);
		wait(Duration.ofDays(8));
		this.world.platform().listings().heal();
		tick();
		wait(Duration.ofHours(1));
		assertThat(state(tick())).isEqualTo("complete");
	}

	@Test
	void aListingThatNeverAddsUpIsSuspect() {
		begin();
		run(3);
		wait(Duration.ofMinutes(5));
		this.world.platform().listings().miscount(2);
		assertThat(state(tick())).isEqualTo("suspect");
		assertThat(asked()).hasSize(WORKERS);
		assertAllArchived();
		tick();
		assertThat(calls(Endpoint.ACCOUNT_RUNS)).isZero();
	}

	@Test
	void aListingThatFailsCastsNoSuspicion() {
		begin();
		run(3);
		wait(Duration.ofMinutes(5));
		this.world.platform().listings().failFrom(1);
		assertThat(state(tick())).isEqualTo("unavailable");
		assertThat(asked()).hasSize(WORKERS);
		assertAllArchived();
		this.world.platform().listings().heal();
		wait(Duration.ofHours(1));
		assertThat(state(tick())).isEqualTo("complete");
		assertThat(asked()).hasSize(1);
	}

	@Test
	void tooManyPagesCastNoSuspicion() {
		begin();
		this.world.set("archiver.survey.max-pages", "1");
		IntStream.range(0, 120).forEach((_) -> worker(3).run(this.now));
		wait(Duration.ofMinutes(5));
		assertThat(state(tick())).isEqualTo("unavailable");
		assertAllArchived();
	}

	@Test
	void runsOfUnknownWorkersAreLookedUpOnce() {
		begin();
		this.world.platform().worker("other~x").slug("slug-x").run(this.now);
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(calls(Endpoint.WORKERS)).isPositive();
		assertThat(asked()).hasSize(1);
		wait(Duration.ofMinutes(5));
		tick();
		assertThat(calls(Endpoint.WORKERS)).isZero();
	}

	@Test
	void aWorkerThatGotANewSlugIsNotLost() {
		begin();
		worker(5).slug("slug-5b");
		run(5);
		run(5);
		wait(Duration.ofMinutes(5));
		tick();
		assertAllArchived();
		run(5);
		wait(Duration.ofHours(3));
		tick();
		assertAllArchived();
	}

	@Test
	void underAnotherKeyEveryWorkerIsAsked() {
		begin();
		tick();
		assertThat(asked()).hasSize(1);
		this.world.set("archiver.coreclaw.auth", "api-key")
			.set("CORECLAW_BASE_URL", this.world.platform().baseUrl().toString().replace("127.0.0.1", "localhost"));
		tick();
		assertThat(asked()).hasSize(WORKERS);
		tick();
		assertThat(asked()).hasSize(1);
	}

	@Test
	void everyWorkerIsAskedWithinTheTime() {
		begin();
		this.world.set("archiver.survey.ask-all-every", "4h");
		Set<String> asked = new TreeSet<>();
		for (int tick = 0; tick < 5; tick++) {
			tick();
			asked.addAll(asked());
			wait(Duration.ofMinutes(59));
		}
		assertThat(asked).hasSize(WORKERS);
	}

	@Test
	void aWorkerThatRestedForLongIsAsked() {
		begin();
		List<SimulatedWorker> all = List.copyOf(this.workers);
		this.workers.remove(worker(8));
		for (int day = 0; day < 5; day++) {
			wait(Duration.ofDays(1));
			tick();
		}
		this.workers.clear();
		this.workers.addAll(all);
		run(8);
		run(8);
		wait(Duration.ofHours(1));
		tick();
		assertThat(asked()).contains("acme~w8");
		assertAllArchived();
	}

	@Test
	void runsBeforeTheFirstTickAreLeftToABackfill() {
		for (int number = 1; number <= WORKERS; number++) {
			run(number);
			wait(Duration.ofMinutes(1));
			run(number);
		}
		wait(Duration.ofMinutes(2));
		tick();
		int keys = this.world.keys().size();
		wait(Duration.ofMinutes(10));
		assertThat(state(tick())).isEqualTo("complete");
		assertThat(this.world.keys()).hasSize(keys);
	}

	@Test
	void aPreviewIsAskedForUntilItsTextIsThere() {
		begin();
		SimulatedRun run = run(2).url("");
		wait(Duration.ofMinutes(5));
		tick();
		wait(Duration.ofHours(2));
		run.urlHoldsSlug(true);
		tick();
		assertThat(ArchivedObject.of(this.world)).filteredOn((object) -> object.run().equals(run.slug()))
			.extracting(ArchivedObject::completeness)
			.contains("full");
	}

	@Test
	void nothingIsLostAcrossTheEndOfAMonth() {
		this.now = Instant.parse("2026-05-31T15:30:00Z");
		begin();
		run(1);
		wait(Duration.ofMinutes(20));
		run(2);
		wait(Duration.ofMinutes(20));
		Result result = tick();
		assertThat(state(result)).isEqualTo("complete");
		assertThat(result.json().path("archived").asInt()).isEqualTo(2);
		assertAllArchived();
	}

	@Test
	void aTickThatDiesAfterItsSurveyLosesNothing() {
		begin();
		run(3);
		run(3);
		worker(3).fail(Endpoint.RUN_LOG, Fault.error(PlatformError.KEY_INVALID));
		wait(Duration.ofMinutes(5));
		this.world.platform().forgetCalls();
		assertThat(Program.call(list()).code()).isEqualTo(4);
		worker(3).heal();
		wait(Duration.ofHours(20));
		tick();
		assertThat(asked()).hasSizeLessThan(WORKERS);
		assertAllArchived();
	}

	@Test
	void aRestartCountsEveryWorkerOnce() {
		begin();
		run(3);
		this.world.platform().fail(Endpoint.RUN_LOG, Fault.error(PlatformError.KEY_INVALID));
		wait(Duration.ofMinutes(5));
		assertThat(Program.call(list()).code()).isEqualTo(4);
		this.world.platform().heal();
		run(6);
		wait(Duration.ofMinutes(5));
		JsonNode json = Program.call("restart", "--json").json();
		assertThat(json.path("archived").asInt() + json.path("unchanged").asInt()).as(json.toString())
			.isEqualTo(WORKERS);
		tick();
		assertAllArchived();
	}

}
