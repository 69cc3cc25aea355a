package dev.logarchiver.acceptance.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Call;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Some Workers on a platform whose clock stands still but for {@link #wait}, and ticks
 * that survey them.
 */
abstract class SurveyWorld {

	static final int WORKERS = 8;

	final World world = world().set("archiver.survey.min-workers", "5").set("archiver.coreclaw.max-attempts", "2");

	final List<SimulatedWorker> workers = new ArrayList<>();

	Instant now = Instant.parse("2026-05-20T12:00:00Z");

	SurveyWorld() {
		this.world.platform().clock(() -> this.now).runsAppearByClock();
		for (int number = 1; number <= WORKERS; number++) {
			this.workers.add(newWorker(String.valueOf(number)));
		}
	}

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	final SimulatedWorker newWorker(String name) {
		return this.world.platform().worker("acme~w" + name).slug("slug-" + name);
	}

	final SimulatedWorker worker(int number) {
		return this.workers.get(number - 1);
	}

	final SimulatedRun run(int number) {
		return worker(number).run(this.now);
	}

	/**
	 * Two runs: asking for the last one doesn't show the other.
	 */
	static void twoRuns(SimulatedWorker worker, Instant time) {
		worker.run(time);
		worker.run(time.plusSeconds(1));
	}

	final void wait(Duration time) {
		this.now = this.now.plus(time);
	}

	final String[] command(List<SimulatedWorker> list, String... options) {
		return Stream
			.concat(Stream.of("run", "--json"),
					Stream.concat(list.stream().flatMap((worker) -> Stream.of("--worker", worker.id())),
							Stream.of(options)))
			.toArray(String[]::new);
	}

	final Result tick(String... options) {
		return tick(0, options);
	}

	final Result tick(int code, String... options) {
		return tick(this.workers, code, options);
	}

	final Result tick(List<SimulatedWorker> list, int code, String... options) {
		this.world.platform().forgetCalls();
		Result result = Program.call(command(list, options));
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		assertCountsEachOnce(result.json());
		wait(Duration.ofMinutes(1));
		return result;
	}

	static void assertCountsEachOnce(JsonNode json) {
		assertThat(Stream.of("archived", "unchanged", "no_run", "failed")
			.mapToInt((outcome) -> json.path(outcome).asInt())
			.sum()).as(json.toString()).isEqualTo(json.path("workers").asInt());
	}

	/**
	 * A tick that ends before it is done.
	 */
	final void dyingTick(String... options) {
		this.world.platform().forgetCalls();
		Result result = Program.call(command(this.workers, options));
		assertThat(result.code()).as(result.toString()).isNotIn(0, 3);
	}

	/**
	 * Each Worker has a run, which is archived, and a slug. Two hours later all is quiet,
	 * and the first one is the next to be asked as a check.
	 */
	final void begin() {
		for (int number = 1; number <= WORKERS; number++) {
			run(number);
		}
		wait(Duration.ofHours(2));
		tick();
		wait(Duration.ofHours(2));
		checkNext(1);
	}

	/**
	 * Makes a Worker the one that was not asked for longest.
	 */
	final void checkNext(int number) {
		Ledgers.execute(this.world,
				"UPDATE surveyed_worker SET asked_at = TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00' "
						+ "WHERE worker_id = '" + worker(number).id() + "'");
	}

	final long calls(Endpoint endpoint) {
		return this.world.platform().count(endpoint);
	}

	final Set<String> asked() {
		return this.world.platform()
			.calls()
			.stream()
			.filter((call) -> call.endpoint() == Endpoint.LAST_LOG)
			.map(Call::path)
			.map((path) -> path.replaceAll(".*/workers/([^/]*)/.*", "$1"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	final void assertAllArchived() {
		assertThat(ArchivedObject.of(this.world).stream().map((object) -> object.worker() + " " + object.run()))
			.containsExactlyInAnyOrderElementsOf(this.workers.stream()
				.flatMap((worker) -> worker.runs().stream().map((run) -> worker.id() + " " + run.slug()))
				.toList());
	}

	static String state(Result result) {
		return result.json().at("/survey/state").asString("none");
	}

}
