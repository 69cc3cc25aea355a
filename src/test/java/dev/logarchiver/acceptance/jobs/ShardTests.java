package dev.logarchiver.acceptance.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.run.Shard;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedPlatform;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.Ledgers;
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
 * Several processes share the list of a tick.
 */
class ShardTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String TICK = "2026-06-15T13:00:00Z";

	/** Of four shards, theirs are 2, 0, 1, 2, 2 and 2; that of the bad line is 1. */
	private static final List<String> WORKERS = List.of("acme~shop", "acme", "zeta_1.2-x", "e", "b", "a");

	private final World world = World.onPostgres();

	@AfterEach
	void end() {
		this.world.close();
	}

	private String list() {
		WORKERS.forEach((worker) -> this.world.platform().worker(worker).run(JUNE));
		return this.world.file("list.txt", String.join("\n", WORKERS) + "\nnot an ID\n").toString();
	}

	private static String[] run(String list, Shard shard, String... more) {
		List<String> command = new ArrayList<>(
				List.of("run", "--json", "--scheduled-at", TICK, "--workers", list, "--shard", shard.toString()));
		command.addAll(List.of(more));
		return command.toArray(String[]::new);
	}

	private static List<Shard> shards(int count) {
		return IntStream.range(0, count).mapToObj((index) -> new Shard(index, count)).toList();
	}

	private static long sum(List<JsonNode> results, String outcome) {
		return results.stream().mapToLong((result) -> result.path(outcome).asLong()).sum();
	}

	private static void assertRefused(Result result, String... named) {
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains(named).doesNotContain("\tat ");
		assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
		assertThat(result.bytes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4, 12 })
	void eachWorkerAndEachBadLineIsOneShards(int count) {
		String list = list();
		List<JsonNode> results = new ArrayList<>();
		for (Shard shard : shards(count)) {
			Result result = Program.call(run(list, shard));
			assertThat(result.code()).as(result.toString())
				.isEqualTo((result.json().path("failed").asInt() > 0) ? 3 : 0);
			assertThat(result.json().path("shard").asString()).isEqualTo(shard.toString());
			results.add(result.json());
		}
		assertThat(sum(results, "workers")).isEqualTo(7);
		assertThat(sum(results, "archived")).isEqualTo(6);
		assertThat(sum(results, "failed")).isOne();
		assertThat(this.world.keys()).hasSize(6);
		assertThat(results).filteredOn((result) -> result.path("workers").asInt() == 0)
			.hasSize(empty(count))
			.allSatisfy((result) -> assertThat(result.path("status").asString()).isEqualTo("COMPLETED"));
	}

	private static int empty(int count) {
		return Math.toIntExact(shards(count).stream()
			.filter((shard) -> !shard.holds("not an ID") && WORKERS.stream().noneMatch(shard::holds))
			.count());
	}

	/** A shard that completed is not run again, and has nothing to do with the others. */
	@Test
	void eachShardIsAnExecutionOfItsOwn() {
		String list = list();
		Shard first = new Shard(0, 4);
		long execution = Program.call(run(list, first)).json().path("execution").asLong();
		assertThat(Program.call(run(list, first)).json().path("execution").asLong()).isEqualTo(execution);
		long other = Program.call(run(list, new Shard(1, 4))).json().path("execution").asLong();
		long ofFive = Program.call(run(list, new Shard(0, 5))).json().path("execution").asLong();
		Result whole = Program.call("run", "--json", "--scheduled-at", TICK, "--workers", list);
		assertThat(List.of(execution, other, ofFive, whole.json().path("execution").asLong())).doesNotHaveDuplicates();
		assertThat(whole.json().has("shard")).isFalse();
		assertThat(whole.json().path("workers").asInt()).isEqualTo(7);
	}

	@Test
	void showAndWhySayWhichShardItWas() {
		String list = list();
		Program.call(run(list, new Shard(2, 4)));
		assertThat(Program.call("show", "1").output()).contains("Job           default\nShard         2/4\n",
				"Execution 1 of job default shard 2/4 completed");
		assertThat(Program.call("why", "acme/shop").output()).contains("execution 1 (run, default shard 2/4): ");
		assertThat(Program.call("why", "acme/shop", "--json").json().path("decisions").get(0).path("shard").asString())
			.isEqualTo("2/4");
	}

	@Test
	void shardsRunSideBySideAndOneOfThemOnce() {
		String list = list();
		this.world.set("archiver.lock-timeout", "0s");
		List<Result> meanwhile = new CopyOnWriteArrayList<>();
		this.world.platform().worker("acme~shop").afterNext(Endpoint.LAST_LOG, () -> {
			meanwhile.add(Program.call(run(list, new Shard(2, 4))));
			meanwhile.add(Program.call(run(list, new Shard(0, 4))));
		});
		assertThat(Program.call(run(list, new Shard(2, 4))).code()).isZero();
		assertThat(meanwhile).extracting(Result::code).containsExactly(75, 0);
		assertThat(meanwhile.getFirst().errors())
			.contains("The job 'default shard 2/4' is being run by log-archiver run --job default");
	}

	@Test
	void anIndexedJobSaysWhichShardItIs() {
		String list = list();
		this.world.set("archiver.shards", "4").set("JOB_COMPLETION_INDEX", "2");
		assertThat(Program.call("run", "--json", "--workers", list).json().path("shard").asString()).isEqualTo("2/4");
		assertThat(Program.call("run", "--json", "--workers", list, "--shard", "0/3").json().path("shard").asString())
			.isEqualTo("0/3");
		this.world.unset("archiver.shards");
		assertThat(Program.call("run", "--json", "--workers", list).json().has("shard")).isFalse();
	}

	@Test
	void whatIsNoShardIsRefused() {
		String list = list();
		assertRefused(Program.call("run", "--workers", list, "--shard", "4/4"), "'--shard'",
				"'4/4' is not a shard: give I/N, such as 0/4");
		this.world.set("archiver.shards", "4");
		assertRefused(Program.call("run", "--workers", list), "archiver.shards is 4, but not which of them this is",
				"JOB_COMPLETION_INDEX");
		this.world.set("JOB_COMPLETION_INDEX", "4");
		assertRefused(Program.call("run", "--workers", list), "JOB_COMPLETION_INDEX is '4', but archiver.shards is 4");
		this.world.set("archiver.shards", "1001");
		assertRefused(Program.call("run", "--workers", list), "archiver.shards", "1001",
				"give a number from 1 to 1000");
		assertThat(Program.call("executions", "--json").json()).isEmpty();
	}

	@Test
	void oneProcessAtATimeCanNotShare() {
		String list = list();
		this.world.unset("spring.datasource.url");
		assertRefused(Program.call(run(list, new Shard(0, 4))), "Shard 0/4 needs PostgreSQL", "SPRING_DATASOURCE_URL");
		assertRefused(Program.call(run(list, new Shard(0, 4), "--dry-run")), "Shard 0/4 needs PostgreSQL");
		this.world.set("archiver.shards", "4").set("JOB_COMPLETION_INDEX", "2");
		assertRefused(Program.call("run", "--workers", list), "Shard 2/4 needs PostgreSQL");
	}

	@Test
	void standardInputTheAccountAndDryRunsAreShared() {
		list();
		String all = String.join("\n", WORKERS);
		assertThat(sum(shards(3).stream()
			.map((shard) -> Program.callWithInput(all, run("-", shard, "--dry-run")).json())
			.toList(), "archived")).isEqualTo(6);
		assertThat(sum(shards(3).stream().map((shard) -> Program.callWithInput(all, run("-", shard)).json()).toList(),
				"archived"))
			.isEqualTo(6);
		assertThat(sum(shards(2).stream()
			.map((shard) -> Program.call("run", "--json", "--all-workers", "--shard", shard.toString()).json())
			.toList(), "workers")).isEqualTo(6);
	}

	/** Which shard's they are, nobody knows any more when their number has changed. */
	@Test
	void uploadsOfFormerShardsAreAborted() {
		String list = list();
		String store = System.getProperty("archiver.store.uri", "").replaceAll("/$", "");
		String key = "worker=acme/date=2026-06-15/old.log.gz";
		String upload = this.world.beginUpload(key);
		Ledgers.recordUpload(this.world, store, "default shard 3/4", key, upload);
		assertThat(Program.call(run(list, new Shard(0, 4))).code()).isBetween(0, 3);
		assertThat(this.world.uploads()).containsExactly(upload);
		assertThat(Program.call(run(list, new Shard(0, 3))).code()).isBetween(0, 3);
		assertThat(this.world.uploads()).isEmpty();
	}

	/** A sibling marks its own; one that there is no more can't. */
	@Test
	void deadExecutionsOfFormerShardsAreMarked() {
		String list = list();
		Program.call(run(list, new Shard(0, 4)));
		Program.call(run(list, new Shard(2, 4)));
		Ledgers.execute(this.world, "UPDATE batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', "
				+ "end_time = NULL WHERE job_execution_id = 2");
		String[] next = { "run", "--scheduled-at", "2026-06-15T14:00:00Z", "--workers", list, "--shard", "0/4" };
		Program.call(next);
		assertThat(status(2)).isEqualTo("STARTED");
		next[next.length - 1] = "0/3";
		Program.call(next);
		assertThat(status(2)).isEqualTo("FAILED");
	}

	@Test
	void aFormerShardThatGoesOnIsLeftAlone() {
		String list = list();
		this.world.platform()
			.worker("acme~shop")
			.afterNext(Endpoint.LAST_LOG, () -> Program.call(run(list, new Shard(0, 3))));
		assertThat(Program.call(run(list, new Shard(2, 4))).code()).isZero();
		assertThat(List.of(status(1), status(2))).containsOnly("COMPLETED");
	}

	private static String status(int execution) {
		return Program.call("show", String.valueOf(execution), "--json").json().path("status").asString();
	}

	/** Objects, rows and outcomes, of Workers of all kinds, at three ticks. */
	@Test
	void fourShardsAreAsOneProcess() {
		String list = kinds();
		List<List<String>> shared = threeTicks(list, shards(4).stream().map(Shard::toString).toList());
		assertThat(shared.getFirst()).hasSize(16);
		this.world.unset("spring.datasource.url");
		this.world.set("archiver.store.uri", System.getProperty("archiver.store.uri", "") + "one/");
		assertThat(threeTicks(list, List.of(""))).isEqualTo(shared);
		List<String> keys = this.world.keys().stream().filter((key) -> !key.endsWith("_log-archiver.json")).toList();
		assertThat(keys.stream().filter((key) -> key.startsWith("one/")).map((key) -> key.substring(4)))
			.containsExactlyElementsOf(keys.stream().filter((key) -> !key.startsWith("one/")).toList());
	}

	private String kinds() {
		SimulatedPlatform platform = this.world.platform();
		List<String> list = new ArrayList<>(List.of("not an ID", "not an ID", "acme/w0", "neither is this"));
		for (int number = 0; number < 24; number++) {
			SimulatedWorker worker = platform.worker("acme~w" + number).slug("slug-" + number);
			list.add(worker.id());
			switch (number % 6) {
				case 0 -> worker.run(JUNE).log("text " + number);
				case 1 -> worker.run(JUNE).running();
				case 2 -> worker.run(JUNE).url("");
				case 3 -> worker.fail(Endpoint.LAST_LOG, Fault.error(PlatformError.WORKER_NOT_FOUND)).run(JUNE);
				case 4 -> worker.run(JUNE.minusSeconds(60));
				default -> {
				}
			}
		}
		return this.world.file("kinds.txt", String.join("\n", list)).toString();
	}

	/** What is archived after each, what failed, and how many Workers ended how. */
	private List<List<String>> threeTicks(String list, List<String> shards) {
		List<List<String>> after = new ArrayList<>();
		for (int tick = 0; tick < 3; tick++) {
			List<JsonNode> results = new ArrayList<>();
			for (String shard : shards) {
				List<String> command = new ArrayList<>(List.of("run", "--json", "--scheduled-at",
						JUNE.plus(Duration.ofHours(2 + tick)).toString(), "--workers", list));
				command.addAll(shard.isEmpty() ? List.of() : List.of("--shard", shard));
				results.add(Program.call(command.toArray(String[]::new)).json());
			}
			after.add(Program.call("logs", "--json")
				.json()
				.valueStream()
				.map((log) -> log.path("key").asString() + " " + log.path("sha256").asString())
				.sorted()
				.toList());
			after.add(results.stream()
				.flatMap((result) -> result.path("failures").valueStream())
				.map((failure) -> failure.path("worker").asString() + " " + failure.path("code").asString())
				.sorted()
				.toList());
			after.add(Stream.of("workers", "archived", "unchanged", "no_run", "failed", "partial", "bytes")
				.map((outcome) -> outcome + " " + sum(results, outcome))
				.toList());
		}
		return after;
	}

}
