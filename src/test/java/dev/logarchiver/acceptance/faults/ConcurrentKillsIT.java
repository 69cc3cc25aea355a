package dev.logarchiver.acceptance.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

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
 * Two jobs and a repair of the archive on PostgreSQL at the same time, killed again and
 * again while objects get lost: when they are finally left alone, there are as many
 * objects as runs. The system property {@code kills} says how often, {@code kills.seed}
 * repeats a run.
 */
class ConcurrentKillsIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final int KILLS = Integer.getInteger("kills", 9);

	private static final int WORKERS = 30;

	/** In milliseconds: longer than it takes to a commit. */
	private static final int LONGEST_DELAY = 400;

	private final long seed = Long.getLong("kills.seed", System.nanoTime());

	private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(this.seed);

	private final World world = World.onEmptyPostgres();

	private final List<SimulatedRun> runs = new ArrayList<>();

	private final List<Victim> victims = new ArrayList<>();

	private int kills;

	private int lost;

	@AfterEach
	void end() {
		this.victims.forEach(Victim::close);
		this.world.close();
	}

	@Test
	void thereAreAsManyObjectsAsRuns() {
		System.out.println("kills.seed=" + this.seed);
		this.world.set("archiver.concurrency", "4").set("archiver.store.compression", "none");
		Jobs first = new Jobs("first");
		Jobs second = new Jobs("second");
		this.victims.add(new Victim(first));
		this.victims.add(new Victim(second));
		this.victims.add(new Victim(() -> new String[] { "verify", "--repair" }));
		while (this.kills < KILLS) {
			// there is nothing to repair before there is an archive
			List<Victim> started = loseAnObject() ? this.victims : this.victims.subList(0, 2);
			started.forEach(Victim::start);
			started.forEach(Victim::await);
		}
		this.world.heal();
		for (Jobs jobs : List.of(first, second)) {
			Result last = ProgramProcess.callSoon(this.world, jobs.command());
			assertThat(last.code()).as(last.toString()).isZero();
		}
		Result repaired = ProgramProcess.callSoon(this.world, "verify", "--repair");
		assertThat(repaired.code()).as(repaired.toString()).isZero();
		check();
	}

	private boolean loseAnObject() {
		List<ArchivedObject> objects = ArchivedObject.of(this.world);
		if (objects.isEmpty()) {
			return false;
		}
		this.world.delete(objects.get(this.random.nextInt(objects.size())).key());
		this.lost++;
		return true;
	}

	private void check() {
		List<ArchivedObject> objects = ArchivedObject.of(this.world);
		System.out.printf("%d kills and %d lost objects: %d runs, %d objects, %d open uploads (seed %d)%n", this.kills,
				this.lost, this.runs.size(), objects.size(), this.world.openUploads().size(), this.seed);
		assertThat(objects.stream().map((object) -> object.run() + " " + object.sha256()))
			.containsExactlyInAnyOrderElementsOf(
					this.runs.stream().map((run) -> run.slug() + " " + run.log().sha256()).toList());
		assertThat(Ledgers.recordedUploads(this.world)).isZero();
		Remains.ledgerHoldsTheStore(this.world);
		Result verified = Program.call("verify", "--read-data");
		assertThat(verified.code()).as(verified.toString()).isZero();
	}

	/**
	 * What a process is to be started with.
	 */
	private interface Commands {

		String[] command();

		/**
		 * A process of it ended by itself.
		 */
		default void completed() {
		}

	}

	/**
	 * A job whose Workers have a new run for each of its ticks.
	 */
	private final class Jobs implements Commands {

		private final String name;

		private int ticks;

		Jobs(String name) {
			this.name = name;
			completed();
		}

		@Override
		public String[] command() {
			Instant tick = JUNE.plus(Duration.ofHours(this.ticks));
			List<String> command = new ArrayList<>(
					List.of("run", "--job", this.name, "--scheduled-at", tick.toString()));
			for (int number = 0; number < WORKERS; number++) {
				command.addAll(List.of("--worker", worker(number)));
			}
			return command.toArray(String[]::new);
		}

		@Override
		public void completed() {
			this.ticks++;
			for (int number = 0; number < WORKERS; number++) {
				ConcurrentKillsIT.this.runs.add(ConcurrentKillsIT.this.world.platform()
					.worker(worker(number))
					.run(JUNE.plus(Duration.ofHours(this.ticks)).minusSeconds(WORKERS - number))
					.log((number == 7) ? 20_000_000 + this.ticks : ConcurrentKillsIT.this.random.nextLong(1, 200_000)));
			}
		}

		private String worker(int number) {
			return this.name + "~worker-" + number;
		}

	}

	/**
	 * A process, started with ways of its own to platform and store, on which it is
	 * killed.
	 */
	private final class Victim implements AutoCloseable {

		private final KillSwitch killSwitch = new KillSwitch();

		private final FaultyProxy platform = FaultyProxy.inFrontOf(ConcurrentKillsIT.this.world.platform().baseUrl());

		private final FaultyProxy store = FaultyProxy.inFrontOf(ConcurrentKillsIT.this.world.s3());

		private final Commands commands;

		private ProgramProcess process;

		@SuppressWarnings("NullAway.Init")
		Victim(Commands commands) {
			this.commands = commands;
			this.killSwitch.watch(this.platform);
			this.killSwitch.watch(this.store);
		}

		void start() {
			World world = ConcurrentKillsIT.this.world;
			world.set("CORECLAW_BASE_URL", this.platform.uri().toString());
			world.set("aws.endpointUrlS3", this.store.uri().toString());
			RandomGenerator random = ConcurrentKillsIT.this.random;
			KillSwitch.Moment[] moments = KillSwitch.Moment.values();
			this.process = ProgramProcess.startSoon(world, this.commands.command());
			this.killSwitch.arm(this.process, 1 + random.nextInt(2 * WORKERS), moments[random.nextInt(moments.length)],
					random.nextInt(LONGEST_DELAY));
		}

		void await() {
			Result result = this.process.await();
			assertThat(result.code()).as(result.toString()).isIn(0, 3, 137);
			if (result.code() == 137) {
				ConcurrentKillsIT.this.kills++;
			}
			else {
				this.commands.completed();
			}
			this.process.close();
		}

		@Override
		public void close() {
			this.platform.close();
			this.store.close();
		}

	}

}
