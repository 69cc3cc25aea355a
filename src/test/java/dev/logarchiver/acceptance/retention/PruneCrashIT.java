package dev.logarchiver.acceptance.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.Remains;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged program, killed or stopped between two steps of letting go.
 */
class PruneCrashIT {

	private static final Instant MAY = Instant.parse("2026-05-20T12:00:00Z");

	private final World world = new World().set("archiver.retention.rules[0].keep-last", "2");

	private final List<SimulatedWorker> workers = Stream.of("acme~a", "w")
		.map((id) -> this.world.platform().worker(id))
		.toList();

	@AfterEach
	void end() {
		this.world.close();
	}

	/**
	 * A kill.
	 *
	 * @param name between what
	 * @param at the request to the store at which the process is killed
	 * @param served whether the store does what that request asks for
	 * @param taker what goes on
	 */
	record Kill(String name, Predicate<Request> at, boolean served, String taker) {

		@Override
		public String toString() {
			return this.name + ", then " + this.taker;
		}

	}

	private static boolean writesList(Request request) {
		return request.method().equals("PUT") && request.target().contains("_log-archiver/pruned/");
	}

	private static boolean deletes(Request request) {
		return (request.method().equals("DELETE") && request.target().contains("/worker"))
				|| (request.method().equals("POST") && request.target().contains("?delete"));
	}

	static Stream<Kill> kills() {
		return Stream.of("restart", "prune")
			.flatMap((taker) -> Stream.of(
					new Kill("between the plan and its list", PruneCrashIT::writesList, false, taker),
					new Kill("between the list and the tombstones", PruneCrashIT::writesList, true, taker),
					new Kill("between the tombstones and the deletion", PruneCrashIT::deletes, false, taker),
					new Kill("between the deletion and its record", PruneCrashIT::deletes, true, taker)));
	}

	@ParameterizedTest
	@MethodSource("kills")
	void aKillLeavesNoRowWithoutItsObjectAndNothingComesBack(Kill kill) {
		archiveFive();
		String held = this.workers.getFirst().runs().getFirst().slug();
		call(0, "hold", "acme~a", "--run", held, "--reason", "case 7");
		prune(kill);
		this.world.heal();
		call(0, "verify", "--read-data");
		call(0, Stream.concat(Stream.of(kill.taker()),
				kill.taker().equals("prune") ? Stream.of("--max-delete", "100%") : Stream.empty()));
		assertThat(Remains.newestStatus()).isEqualTo("COMPLETED");
		assertKept(held);
		Remains.ledgerHoldsTheStore(this.world);
		assertThat(call(0, "verify", "--read-data").json().path("wrong").asInt()).isZero();
		for (int tick = 0; tick < 3; tick++) {
			run();
			assertThat(this.world.platform().downloads()).isEmpty();
		}
		assertKept(held);
		this.world.loseLedger();
		call(0, "reindex");
		call(0, Stream.concat(Stream.of("backfill", "--since", "2026-05-01"), list()));
		assertThat(this.world.platform().downloads()).isEmpty();
		call(0, "prune", "--max-delete", "100%");
		assertKept(held);
		Remains.ledgerHoldsTheStore(this.world);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aSignalStopsItAfterTheStepUnderWayAndRestartFinishesIt(boolean deleting) {
		archiveFive();
		CompletableFuture<ProgramProcess> pruning = new CompletableFuture<>();
		this.world.wayToStore()
			.actBeforeAnswer(() -> stop(pruning.join()), deleting ? PruneCrashIT::deletes : PruneCrashIT::writesList,
					1);
		try (ProgramProcess process = ProgramProcess.startSoon(this.world, "prune", "--max-delete", "100%")) {
			pruning.complete(process);
			Result stopped = process.await();
			assertThat(stopped.code()).as(stopped.toString()).isEqualTo(143);
			assertThat(stopped.output()).contains("stopped", "resumes it");
		}
		this.world.heal();
		assertThat(Remains.newestStatus()).isEqualTo("STOPPED");
		assertThat(this.world.keys()).hasSize(deleting ? 4 : 10);
		Remains.ledgerHoldsTheStore(this.world);
		assertThat(call(0, "restart").json().path("pruned").asInt()).isEqualTo(6);
		assertThat(Remains.newestStatus()).isEqualTo("COMPLETED");
		assertThat(this.world.keys()).hasSize(4);
		Remains.ledgerHoldsTheStore(this.world);
		run();
		assertThat(this.world.platform().downloads()).isEmpty();
	}

	/**
	 * Ends a process, and waits until it knows: its threads, which it prints when it is
	 * asked, are waiting for the work then.
	 */
	private static void stop(ProgramProcess process) {
		process.signal("TERM");
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
			process.signal("QUIT");
			return process.output().contains("RunningExecutions.stop");
		});
	}

	private void archiveFive() {
		for (int day = 0; day < 5; day++) {
			for (SimulatedWorker worker : this.workers) {
				worker.run(MAY.plus(Duration.ofDays(day)));
			}
		}
		call(0, Stream.concat(Stream.of("backfill", "--since", "2026-05-01"), list()));
		run();
		assertThat(this.world.keys()).hasSize(10);
	}

	private void prune(Kill kill) {
		CompletableFuture<ProgramProcess> victim = new CompletableFuture<>();
		FaultyProxy store = this.world.wayToStore();
		if (kill.served()) {
			store.actBeforeAnswer(() -> victim.join().kill(), kill.at(), 1);
		}
		else {
			AtomicInteger met = new AtomicInteger();
			store.dropRequest((request) -> {
				boolean at = kill.at().test(request);
				if (at && met.getAndIncrement() == 0) {
					victim.join().kill();
				}
				return at;
			}, Integer.MAX_VALUE);
		}
		try (ProgramProcess process = ProgramProcess.startSoon(this.world, "prune", "--max-delete", "100%")) {
			victim.complete(process);
			assertThat(process.await().code()).isEqualTo(137);
		}
	}

	private void run() {
		call(0, Stream.concat(Stream.of("run"), list()));
	}

	private Stream<String> list() {
		return this.workers.stream().flatMap((worker) -> Stream.of("--worker", worker.id()));
	}

	private Result call(int code, Stream<String> arguments) {
		return call(code, arguments.toArray(String[]::new));
	}

	private Result call(int code, String... arguments) {
		this.world.platform().forgetCalls();
		Result result = Program.call(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		return result;
	}

	/**
	 * The two newest runs of each Worker are there, and what is held.
	 */
	private void assertKept(String held) {
		assertThat(ArchivedObject.of(this.world)).extracting(ArchivedObject::run)
			.containsExactlyInAnyOrderElementsOf(Stream
				.concat(Stream.of(held),
						this.workers.stream()
							.flatMap((worker) -> worker.runs().subList(3, 5).stream().map(SimulatedRun::slug)))
				.toList());
	}

}
