package dev.logarchiver.acceptance.packaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged program as a process: its streams, exit codes, signals and memory.
 */
class ProcessIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String HEAP = "128m";

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private static String workers(int count) {
		return IntStream.range(0, count)
			.mapToObj((number) -> "owner/worker-%06d%n".formatted(number))
			.collect(Collectors.joining());
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(condition::getAsBoolean);
	}

	@Test
	void standardOutputCarriesTheAnswerAlone() {
		SimulatedRun run = this.world.platform().worker("acme~a").run(JUNE);
		Result archived = ProgramProcess.call(this.world, HEAP, "run", "--json", "--worker", "acme/a");
		assertThat(archived.code()).as(archived.toString()).isZero();
		assertThat(archived.json().path("archived").asInt()).isOne();
		Result text = ProgramProcess.call(this.world, HEAP, "cat", "acme~a");
		assertThat(text.bytes()).isEqualTo(run.log().bytes());
		assertThat(text.errors()).isEmpty();
		Result wrong = ProgramProcess.call(this.world, HEAP, "run", "--wrong");
		assertThat(wrong.code()).isEqualTo(2);
		assertThat(wrong.bytes()).isEmpty();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void onATerminalTheSummaryIsTheLastThatIsSeen() {
		this.world.platform().worker("acme~good").run(JUNE);
		this.world.platform().worker("acme~bad").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
		String command = String.join(" ", ProgramProcess.soon("run", "--worker", "acme/good", "--worker", "acme/bad"));
		try (ProgramProcess process = ProgramProcess.start(this.world, List.of("env", "TERM=xterm", "script", "--quiet",
				"--return", "--command", "stty cols 60; exec " + command, "/dev/null"))) {
			Result result = process.await();
			assertThat(result.code()).as(result.toString()).isEqualTo(3);
			String screen = result.output();
			assertThat(screen).contains("\rWorkers").doesNotContain("\u001b");
			assertThat(List.of(screen.split("[\r\n]+")).getLast()).startsWith("acme~bad ");
			assertThat(screen.substring(0, screen.indexOf("Execution")).split("[\r\n]+"))
				.filteredOn((line) -> line.contains("%"))
				.allSatisfy((line) -> assertThat(line).hasSizeLessThan(60));
		}
	}

	@Test
	void aReaderWhoHasEnoughEndsItInSilence() {
		this.world.platform().worker("w").run(JUNE).log("line\n".repeat(500_000));
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		try (ProgramProcess process = ProgramProcess.start(this.world,
				List.of("bash", "-c", String.join(" ", ProgramProcess.soon("cat", "w"))
						+ " | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}"))) {
			Result result = process.await();
			assertThat(result.code()).as(result.toString()).isZero();
			assertThat(result.errors()).isEmpty();
		}
	}

	@Test
	void thePackagedProgramKnowsItsSettings() {
		this.world.platform().worker("acme~a").run(JUNE);
		String good = this.world.file("good.yaml", "archiver.workers.all: true\n").toString();
		assertThat(ProgramProcess.callSoon(this.world, "run", "--config", good).code()).isZero();
		String unknown = this.world.file("unknown.yaml", "archiver.workers.al: true\n").toString();
		assertThat(ProgramProcess.callSoon(this.world, "run", "--config", unknown).errors())
			.contains("did you mean archiver.workers.all?");
		this.world.set("archiver.concurrency", "0");
		assertThat(ProgramProcess.callSoon(this.world, "run", "--config", good).errors())
			.contains("archiver.concurrency is '0' (environment variable ARCHIVER_CONCURRENCY): ");
	}

	@ParameterizedTest
	@CsvSource({ "TERM,143", "INT,130" })
	void aSignalStopsTheJobAndRestartTakesItUp(String signal, int code) {
		this.world.platform().everyUnknownWorkerHasOneRun();
		this.world.platform().failApi(Fault.delay(Duration.ofMillis(50)));
		String list = this.world.file("list.txt", workers(300)).toString();
		try (ProgramProcess process = ProgramProcess.start(this.world, HEAP, "run", "--workers", list)) {
			await(() -> this.world.platform().count(Endpoint.DOWNLOAD) > 20);
			process.signal(signal);
			Result stopped = process.await();
			assertThat(stopped.code()).as(stopped.toString()).isEqualTo(code);
			assertThat(stopped.output()).contains("stopped", "'restart 1' resumes it where it left off");
		}
		Result execution = Program.call("show", "1", "--json");
		assertThat(execution.json().path("status").asString()).isEqualTo("STOPPED");
		long downloads = this.world.platform().count(Endpoint.DOWNLOAD);
		assertThat(downloads).isLessThan(300);
		assertThat(this.world.keys()).hasSize(execution.json().path("archived").asInt());
		this.world.platform().heal();
		Result restarted = ProgramProcess.call(this.world, HEAP, "restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("archived").asInt()).isEqualTo(300);
		assertThat(this.world.keys()).hasSize(300);
		assertThat(this.world.platform().count(Endpoint.DOWNLOAD)).isEqualTo(300);
	}

	@Test
	void aKilledExecutionIsTakenUpByTheSameTick() {
		this.world.platform().everyUnknownWorkerHasOneRun();
		this.world.platform().failApi(Fault.delay(Duration.ofMillis(50)));
		String list = this.world.file("list.txt", workers(300)).toString();
		String[] tick = { "run", "--json", "--scheduled-at", "2026-06-15T13:00:00Z", "--workers", list };
		try (ProgramProcess process = ProgramProcess.start(this.world, HEAP, tick)) {
			await(() -> this.world.platform().count(Endpoint.DOWNLOAD) > 50);
			process.signal("KILL");
			assertThat(process.await().code()).isEqualTo(137);
		}
		this.world.platform().heal();
		Result again = ProgramProcess.call(this.world, HEAP, tick);
		assertThat(again.code()).as(again.toString()).isZero();
		assertThat(again.json().path("workers").asInt()).isEqualTo(300);
		assertThat(again.json().path("archived").asInt() + again.json().path("unchanged").asInt()).isEqualTo(300);
		assertThat(this.world.keys()).hasSize(300);
		assertThat(Program.call("logs", "--json", "--limit", "1000").json()).hasSize(300);
		assertThat(Program.call("verify").code()).isZero();
	}

	@Test
	void aSecondProcessIsToldWhoHoldsTheStateDirectory() {
		this.world.set("archiver.lock-timeout", "1s");
		this.world.platform().worker("slow").fail(Fault.delay(Duration.ofSeconds(20)).times(1)).run(JUNE);
		try (ProgramProcess first = ProgramProcess.start(this.world, HEAP, "run", "--job", "nightly", "--worker",
				"slow")) {
			await(() -> this.world.platform().count(Endpoint.LAST_LOG) > 0);
			Result second = ProgramProcess.call(this.world, HEAP, "run", "--worker", "slow");
			assertThat(second.code()).as(second.toString()).isEqualTo(75);
			assertThat(second.errors()).contains("run --job nightly").doesNotContain("Exception", "H2");
			assertThat(first.isAlive()).isTrue();
		}
	}

	/** {@code -Dprocess.workers=100000} takes a minute more. */
	@Test
	void manyUnchangedWorkersFitIntoASmallHeap() {
		int count = Integer.getInteger("process.workers", 10_000);
		this.world.platform().everyUnknownWorkerHasOneRun().countOnly();
		String list = this.world.file("list.txt", workers(count)).toString();
		Ledgers.fill(this.world, list);
		Result result = ProgramProcess.call(this.world, HEAP, "run", "--json", "--workers", list);
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("unchanged").asInt()).isEqualTo(count);
		assertThat(this.world.platform().count(Endpoint.LAST_LOG)).isEqualTo(count);
		assertThat(this.world.platform().count(Endpoint.RUN) + this.world.platform().count(Endpoint.DOWNLOAD)).isZero();
	}

	/** {@code -Dprocess.log-size=2000000000} takes a minute more. */
	@Test
	void aLogFarLargerThanTheHeapIsArchived() {
		SimulatedRun run = this.world.platform()
			.worker("w")
			.run(JUNE)
			.log(Long.getLong("process.log-size", 300_000_000L));
		Result result = ProgramProcess.call(this.world, HEAP, "run", "--json", "--worker", "w");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("bytes").asLong()).isEqualTo(run.log().size());
		assertThat(ProgramProcess.call(this.world, HEAP, "verify", "--read-data").code()).isZero();
		assertThat(Program.call("logs", "--json").json().get(0).path("sha256").asString())
			.isEqualTo(run.log().sha256());
	}

}
