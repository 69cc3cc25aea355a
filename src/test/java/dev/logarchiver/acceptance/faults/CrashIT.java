package dev.logarchiver.acceptance.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.Remains;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged program, killed between two steps of a log's way into the archive, or told
 * to end in the middle of a large one.
 */
class CrashIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final long TWO_GIGABYTES = 2_000_000_000L;

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	static List<Crash> crashes() {
		return Crashes.all();
	}

	@ParameterizedTest
	@MethodSource("crashes")
	void aKillLosesAndDuplicatesNothing(Crash crash) {
		crash.before().accept(this.world);
		CompletableFuture<ProgramProcess> victim = new CompletableFuture<>();
		crash.arrange(this.world.wayToStore(), () -> victim.join().kill());
		try (ProgramProcess process = ProgramProcess.startSoon(this.world, "run", "--force", "--worker",
				Crashes.WORKER)) {
			victim.complete(process);
			assertThat(process.await().code()).isEqualTo(137);
		}
		this.world.heal();
		Result next = next();
		assertThat(next.code()).as(next.toString()).isZero();
		assertThat(Remains.newestStatus()).isEqualTo("COMPLETED");
		List<ArchivedObject> objects = ArchivedObject.of(this.world);
		Stream<String> kinds = objects.stream().map((object) -> kind(object.key()));
		assertThat(Stream.concat(kinds, this.world.openUploads().stream().map((key) -> "upload")))
			.containsExactlyElementsOf(crash.left());
		this.world.platform()
			.worker(Crashes.WORKER)
			.runs()
			.forEach((run) -> assertThat(objects).filteredOn((object) -> holds(object, run)).hasSize(1));
		Remains.ledgerHoldsTheStore(this.world);
		assertThat(this.world.spoolFiles()).isEmpty();
		Result verified = Program.call("verify", "--read-data");
		assertThat(verified.code()).as(verified.toString()).isZero();
	}

	/** Takes the execution up, unless it had only to clear up after itself. */
	private static Result next() {
		return Remains.newestStatus().equals("COMPLETED") ? Program.call("run", "--worker", Crashes.WORKER)
				: Program.call("restart");
	}

	private static String kind(String key) {
		return key.contains(".partial.") ? "partial" : key.contains(".r2.") ? "r2" : "final";
	}

	private static boolean holds(ArchivedObject object, SimulatedRun run) {
		return object.run().equals(run.slug()) && object.sha256().equals(run.log().sha256());
	}

	@Test
	void aSignalCutsALargeDownload() {
		SimulatedRun run = this.world.platform()
			.worker("large")
			.run(JUNE)
			.log(Content.repeated((byte) '.', TWO_GIGABYTES))
			.etag(Etag.OPAQUE)
			.fail(Endpoint.DOWNLOAD, Fault.stallAfter(TWO_GIGABYTES / 10).times(1));
		try (ProgramProcess process = ProgramProcess.startSoon(this.world, "run", "--worker", "large")) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.until(() -> this.world.platform().count(Endpoint.DOWNLOAD) > 0);
			long start = System.nanoTime();
			process.signal("TERM");
			Result stopped = process.await();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
			assertThat(stopped.code()).as(stopped.toString()).isEqualTo(143);
			assertThat(stopped.output()).contains("stopped", "resumes it");
			assertThat(this.world.keys()).isEmpty();
			Remains.areClean(this.world, stopped);
		}
		assertThat(Remains.newestStatus()).isEqualTo("STOPPED");
		run.log("A shorter log, for the sake of time\n");
		Result restarted = ProgramProcess.callSoon(this.world, "restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(ArchivedObject.of(this.world)).singleElement()
			.satisfies((object) -> assertThat(holds(object, run)).isTrue());
		Remains.areClean(this.world, restarted);
	}

	@Test
	void aSignalDoesNotWaitForAStoreThatIsSilent() {
		this.world.platform().worker("one").run(JUNE);
		FaultyProxy store = this.world.wayToStore();
		store.hold(CrashIT::storesALog, 1);
		try (ProgramProcess process = ProgramProcess.startSoon(this.world, "run", "--worker", "one")) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.until(() -> store.requests().stream().anyMatch(CrashIT::storesALog));
			long start = System.nanoTime();
			process.signal("TERM");
			Result stopped = process.await();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
			assertThat(stopped.code()).as(stopped.toString()).isEqualTo(143);
		}
		store.heal();
		Result restarted = ProgramProcess.callSoon(this.world, "restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(this.world.keys()).hasSize(1);
		Remains.areClean(this.world, restarted);
	}

	private static boolean storesALog(Request request) {
		return request.method().equals("PUT") && request.target().contains("/worker");
	}

}
