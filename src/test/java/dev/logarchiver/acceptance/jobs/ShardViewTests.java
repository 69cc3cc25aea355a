package dev.logarchiver.acceptance.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.run.Shard;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a tick that several processes share: of all its shards together.
 */
class ShardViewTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	/** Of four shards, theirs are 2, 0, 1, 2, 2 and 2; nobody is in the last one. */
	private static final List<String> WORKERS = List.of("acme~shop", "acme", "zeta_1.2-x", "e", "b", "a");

	private final World world = World.onPostgres().set("archiver.coreclaw.max-attempts", "1");

	private String list;

	@BeforeEach
	void list() {
		WORKERS.forEach((worker) -> this.world.platform().worker(worker).run(JUNE));
		this.list = this.world.file("list.txt", String.join("\n", WORKERS)).toString();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private static Instant tick(int number) {
		return JUNE.plus(Duration.ofHours(number));
	}

	/** Runs some of the shards of a tick. */
	private void run(int tick, int count, int... shards) {
		for (int shard : shards) {
			Result result = Program.call("run", "--workers", this.list, "--shard", new Shard(shard, count).toString(),
					"--scheduled-at", tick(tick).toString());
			assertThat(result.code()).as(result.toString()).isIn(0, 3);
		}
	}

	private void runAll(int tick, int count) {
		run(tick, count, IntStream.range(0, count).toArray());
	}

	private static JsonNode status() {
		return Program.call("status", "--json").json();
	}

	private static List<String> workers(JsonNode status) {
		return status.path("workers").valueStream().map((worker) -> worker.path("worker").asString()).toList();
	}

	private static String state(String worker) {
		return status().path("workers")
			.valueStream()
			.filter((node) -> node.path("worker").asString().equals(worker))
			.map((node) -> node.path("state").asString())
			.findFirst()
			.orElseThrow();
	}

	@Test
	void statusHasTheWorkersOfAllShards() {
		runAll(1, 4);
		assertThat(workers(status())).containsExactlyInAnyOrderElementsOf(WORKERS);
		assertThat(status().path("execution").asInt()).isEqualTo(4);
		assertThat(status().path("fresh").asBoolean()).isTrue();
	}

	@Test
	void aTickIsCompleteWhenAllItsShardsAre() {
		run(1, 4, 2, 3);
		assertThat(status().path("execution").isNull()).isTrue();
		run(1, 4, 0, 1);
		assertThat(status().path("execution").asInt()).isEqualTo(4);
		run(2, 4, 0, 1);
		assertThat(status().path("execution").asInt()).as("the tick before").isEqualTo(4);
		assertThat(workers(status())).containsExactlyInAnyOrderElementsOf(WORKERS);
	}

	@Test
	void whatIsMissingOfANumberOfShardsIsTakenFromTheOneBefore() {
		runAll(1, 4);
		for (int shard = 0; shard < 3; shard++) {
			run(2, 3, shard);
			assertThat(workers(status())).containsExactlyInAnyOrderElementsOf(WORKERS);
		}
		Result whole = Program.call("run", "--workers", this.list, "--scheduled-at", tick(3).toString());
		assertThat(whole.code()).isZero();
		assertThat(workers(status())).containsExactlyInAnyOrderElementsOf(WORKERS);
		run(4, 2, 1);
		assertThat(workers(status())).containsExactlyInAnyOrderElementsOf(WORKERS);
	}

	@Test
	void aWorkerThatLeftTheListIsInNone() {
		runAll(1, 2);
		this.list = this.world.file("fewer.txt", "acme\na\n").toString();
		runAll(2, 3);
		assertThat(workers(status())).containsExactlyInAnyOrder("acme", "a");
	}

	@Test
	void aWorkerFailsRepeatedlyWhateverTheNumberOfShards() {
		runAll(1, 4);
		this.world.platform().worker("b").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
		runAll(2, 4);
		runAll(3, 3);
		assertThat(state("b")).isEqualTo("fresh");
		runAll(4, 2);
		assertThat(state("b")).isEqualTo("failing");
		assertThat(state("a")).isEqualTo("fresh");
		assertThat(Program.call("report", "--json", "--since", "1h").output()).contains("\"b\"");
	}

	@Test
	void executionsHasALineForATick() {
		runAll(1, 4);
		run(2, 4, 2);
		String table = Program.call("executions").output();
		assertThat(table.lines()).hasSize(3);
		assertThat(table.lines().toList().get(1)).contains("1 of 4 COMPLETED", "4 unchanged");
		assertThat(table.lines().toList().get(2)).contains("4 of 4 COMPLETED", "6 archived");
		JsonNode each = Program.call("executions", "--json").json();
		assertThat(each.size()).isEqualTo(5);
		assertThat(each.get(0).path("shard").asString()).isEqualTo("2/4");
		assertThat(each.get(0).path("workers").asInt()).isEqualTo(4);
	}

	@Test
	void showNamesTheOtherShards() {
		runAll(1, 3);
		assertThat(Program.call("show", "2").output()).contains("Tick          3 of 3 shards completed: 6 archived",
				"Executions    1 (0/3), 2 (1/3), 3 (2/3)");
		JsonNode tick = Program.call("show", "2", "--json").json().path("tick");
		assertThat(tick.path("shards").asInt()).isEqualTo(3);
		assertThat(tick.path("completed").asInt()).isEqualTo(3);
		assertThat(tick.path("archived").asInt()).isEqualTo(6);
		assertThat(tick.path("executions").size()).isEqualTo(3);
	}

	@Test
	void metricsOfShardsAreKeptApart() throws Exception {
		Path directory = Files.createDirectories(this.world.state().resolveSibling("metrics"));
		this.world.set("archiver.metrics.textfile-directory", directory.toString());
		run(1, 4, 0, 2);
		assertThat(Files.readString(directory.resolve("log-archiver-run-default~2.prom"))).contains(
				"log_archiver_last_workers{command=\"run\",job_name=\"default\",outcome=\"archived\",shard=\"2\"} 4");
		assertThat(Files.readString(directory.resolve("log-archiver-run-default~0.prom")))
			.contains("outcome=\"archived\",shard=\"0\"} 1");
		this.world.set("archiver.store.uri", "s3://no-such-bucket-here/x");
		assertThat(Program.call("run", "--workers", this.list, "--shard", "1/4").code()).isEqualTo(2);
		assertThat(Files.readString(directory.resolve("log-archiver-run-default~1.prom"))).contains("shard=\"1\"} 2");
	}

	@Test
	void pagesAddThemUp() {
		runAll(1, 4);
		run(2, 4, 2);
		try (ServedPages pages = ServedPages.start()) {
			assertThat(pages.text("/executions")).contains("4 of 4 completed", "6 archived", "1 of 4 completed");
			assertThat(pages.text("/executions?status=completed")).contains("default shard 2/4");
			assertThat(pages.text("/executions/3")).contains("Shard 2/4", "4 of 4 completed: 6 archived");
			assertThat(pages.text("/")).contains("1 of 4 completed");
		}
	}

}
