package dev.logarchiver.acceptance.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.ArchivedObject;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.Remains;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged program, killed again and again: what it had taken in when it is finally
 * left alone is whole, and there once. The system property {@code kills} says how often,
 * {@code kills.seed} repeats a run.
 */
class KillsIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String TICK = "2026-06-15T13:00:00Z";

	private static final int WORKERS = 200;

	/** Few, for the sake of time; the README has the figures of 50. */
	private static final int KILLS = Integer.getInteger("kills", 20);

	private static final int REQUESTS_A_WORKER = 3;

	private static final int LEAST_REQUESTS = 4;

	/** So few that a process could get them done before a late kill. */
	private static final int FEW_WORKERS = 40;

	/** In milliseconds: longer than it takes to a commit. */
	private static final int LONGEST_DELAY = 400;

	private final long seed = Long.getLong("kills.seed", System.nanoTime());

	private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(this.seed);

	private final World world = new World();

	private final Map<String, SimulatedRun> runs = new HashMap<>();

	private final KillSwitch killSwitch = new KillSwitch();

	private int kills;

	@AfterEach
	void end() {
		this.world.close();
	}

	@Test
	void nothingIsLostAndNothingDuplicated() {
		System.out.println("kills.seed=" + this.seed);
		String list = this.world.file("list.txt", workers()).toString();
		String[] tick = { "run", "--json", "--scheduled-at", TICK, "--workers", list };
		this.world.set("archiver.concurrency", "4").set("archiver.store.compression", "none");
		FaultyProxy store = this.world.wayToStore();
		try (FaultyProxy platform = FaultyProxy.inFrontOf(this.world.platform().baseUrl())) {
			this.world.set("CORECLAW_BASE_URL", platform.uri().toString());
			this.killSwitch.watch(platform);
			this.killSwitch.watch(store);
			while (this.kills < KILLS && isKilled(tick)) {
				this.kills++;
			}
		}
		assertThat(this.kills).isEqualTo(KILLS);
		Result last = ProgramProcess.callSoon(this.world.heal(), tick);
		assertThat(last.code()).as(last.toString()).isZero();
		assertThat(last.json().path("archived").asInt() + last.json().path("unchanged").asInt()).isEqualTo(WORKERS);
		check();
	}

	/** Some long enough for several parts, some that go on, some behind signed URLs. */
	private String workers() {
		for (int number = 0; number < WORKERS; number++) {
			String worker = "owner~worker-" + number;
			SimulatedRun run = this.world.platform()
				.worker(worker)
				.run(JUNE.plusSeconds(number))
				.log((number % 50 == 7) ? 20_000_000 + number : this.random.nextLong(1, 200_000))
				.urlHoldsSlug(number % 2 == 0);
			this.runs.put(worker, (number % 10 == 3) ? run.running() : run);
		}
		return this.runs.keySet().stream().sorted().collect(Collectors.joining("\n"));
	}

	private boolean isKilled(String... tick) {
		boolean begun = this.world.platform().count(Endpoint.LAST_LOG) > 0;
		String[] command = (begun && this.random.nextBoolean()) ? new String[] { "restart", "--json" } : tick;
		int workersLeft = WORKERS - this.world.keys().size();
		try (ProgramProcess process = ProgramProcess.startSoon(this.world, command)) {
			int request = 1 + this.random.nextInt(requestsUntilKill(workersLeft));
			this.killSwitch.arm(process, request, moment(workersLeft), delay());
			return process.await().code() == 137;
		}
	}

	/** So many that the last kill comes shortly before the work is done, but comes. */
	private int requestsUntilKill(int workersLeft) {
		int even = 2 * REQUESTS_A_WORKER * workersLeft / (KILLS - this.kills);
		return Math.clamp(even, LEAST_REQUESTS, Math.max(LEAST_REQUESTS, 2 * workersLeft));
	}

	private KillSwitch.Moment moment(int workersLeft) {
		KillSwitch.Moment[] moments = KillSwitch.Moment.values();
		KillSwitch.Moment moment = moments[this.random.nextInt(moments.length)];
		return (workersLeft < FEW_WORKERS) ? KillSwitch.Moment.BEFORE_ANSWER : moment;
	}

	private int delay() {
		return this.random.nextInt(LONGEST_DELAY);
	}

	private void check() {
		List<ArchivedObject> objects = ArchivedObject.of(this.world);
		List<String> lost = new ArrayList<>(this.runs.keySet());
		for (ArchivedObject object : objects) {
			SimulatedRun run = Objects.requireNonNull(this.runs.get(object.worker()), object::key);
			assertThat(object.sha256()).as(object.key()).isEqualTo(run.log().sha256());
			assertThat(object.key().contains(".partial.")).isEqualTo(run.status().equals("running"));
			lost.remove(object.worker());
		}
		int duplicates = objects.size() - (WORKERS - lost.size());
		System.out.printf("%d kills, %d logs lost, %d duplicates, %d open uploads (seed %d)%n", this.kills, lost.size(),
				duplicates, this.world.openUploads().size(), this.seed);
		assertThat(lost).isEmpty();
		assertThat(duplicates).isZero();
		assertThat(Ledgers.recordedUploads(this.world)).isZero();
		Remains.ledgerHoldsTheStore(this.world);
		assertThat(this.world.spoolFiles()).isEmpty();
		Result verified = Program.call("verify", "--read-data");
		assertThat(verified.code()).as(verified.toString()).isZero();
	}

}
