package dev.logarchiver.acceptance.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.RateLimit;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that share a PostgreSQL database, and die.
 */
class PostgresIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String HEAP = "128m";

	private static final int WORKERS = 100;

	private final World world = World.onEmptyPostgres();

	@AfterEach
	void end() {
		this.world.close();
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(condition::getAsBoolean);
	}

	@Test
	void processesThatStartAtOnceOnAnEmptyDatabaseDoNotDisturbEachOther() {
		this.world.platform().worker("w").run(JUNE);
		List<ProgramProcess> processes = Stream.of("one", "two", "three")
			.map((job) -> ProgramProcess.start(this.world, HEAP, "run", "--worker", "w", "--job", job))
			.toList();
		assertThat(processes).allSatisfy((process) -> {
			Result result = process.await();
			assertThat(result.code()).as(result.toString()).isZero();
			assertThat(result.errors()).doesNotContain("\tat ");
		});
		processes.forEach(ProgramProcess::close);
	}

	@Test
	void aRunningJobIsGuardedAndAKilledOneIsTakenUp() {
		this.world.set("archiver.lock-timeout", "0s");
		this.world.platform().everyUnknownWorkerHasOneRun();
		this.world.platform().worker("slow").fail(Fault.delay(Duration.ofMinutes(2)).times(1)).run(JUNE);
		String list = this.world.file("list.txt",
				IntStream.range(1, WORKERS).mapToObj((i) -> "w" + i).collect(Collectors.joining("\n", "slow\n", "")))
			.toString();
		String[] tick = { "run", "--json", "--job", "nightly", "--scheduled-at", "2026-06-15T13:00:00Z", "--workers",
				list };
		try (ProgramProcess process = ProgramProcess.start(this.world, HEAP, tick)) {
			await(() -> this.world.platform().count(Endpoint.DOWNLOAD) > 20);
			Result second = Program.call(tick);
			assertThat(second.code()).as(second.toString()).isEqualTo(75);
			assertThat(second.errors()).contains("log-archiver run --job nightly (process ");
			assertThat(process.isAlive()).isTrue();
			process.signal("KILL");
			assertThat(process.await().code()).isEqualTo(137);
		}
		this.world.set("archiver.lock-timeout", "10s");
		Result again = Program.call(tick);
		assertThat(again.code()).as(again.toString()).isZero();
		assertThat(again.json().path("archived").asInt() + again.json().path("unchanged").asInt()).isEqualTo(WORKERS);
		assertThat(this.world.keys()).hasSize(WORKERS);
		assertThat(Program.call("executions", "--json").json()).extracting((one) -> one.path("status").asString())
			.containsExactly("COMPLETED", "FAILED");
	}

	/**
	 * Two that know nothing of each other meet refusals for more than a fifth of their
	 * calls.
	 */
	@Test
	void jobsThatRunSideBySideShareTheCallsOfTheirKey() {
		this.world.platform().everyUnknownWorkerHasOneRun();
		this.world.platform().rateLimit(RateLimit.perSecond(20));
		List<ProgramProcess> processes = Stream.of("one", "two")
			.map((job) -> ProgramProcess.start(this.world, HEAP, "run", "--json", "--no-survey", "--job", job,
					"--workers",
					this.world
						.file(job + ".txt",
								IntStream.range(0, WORKERS)
									.mapToObj((number) -> job + "~w" + number)
									.collect(Collectors.joining("\n")))
						.toString()))
			.toList();
		assertThat(processes).allSatisfy((process) -> {
			Result result = process.await();
			assertThat(result.code()).as(result.toString()).isZero();
			assertThat(result.json().path("archived").asInt()).isEqualTo(WORKERS);
		});
		processes.forEach(ProgramProcess::close);
		int calls = this.world.platform().apiCalls().size();
		assertThat(this.world.platform().rejections()).as("rejected of " + calls).isPositive().isLessThan(calls / 8);
		System.out.printf("%d of %d API calls of two jobs rejected by a platform that allows 20 a second%n",
				this.world.platform().rejections(), calls);
	}

	@Test
	void theUploadOfAKilledProcessIsAbortedAtTheNextStart() {
		this.world.set("archiver.store.compression", "none");
		this.world.platform().worker("w").run(JUNE).log(40_000_000L);
		try (FaultyProxy proxy = FaultyProxy.inFrontOf(this.world.s3())) {
			proxy.hold((request) -> request.target().contains("partNumber=2"), 1);
			this.world.set("aws.endpointUrlS3", proxy.uri().toString());
			try (ProgramProcess process = ProgramProcess.start(this.world, HEAP, "run", "--worker", "w")) {
				await(() -> proxy.requests().stream().anyMatch((one) -> one.target().contains("partNumber=2")));
				assertThat(Ledgers.uploads(this.world)).hasSize(1).isEqualTo(this.world.uploads());
				process.signal("KILL");
				process.await();
			}
			Result restarted = Program.call("restart", "--json");
			assertThat(restarted.code()).as(restarted.toString()).isZero();
			assertThat(restarted.json().path("archived").asInt()).isOne();
			assertThat(this.world.uploads()).isEmpty();
			assertThat(Ledgers.uploads(this.world)).isEmpty();
		}
	}

}
