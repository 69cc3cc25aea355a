package dev.logarchiver.acceptance.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

import dev.logarchiver.run.Shard;
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
 * The shards of a tick at the same time, some of which are killed. Nobody restarts them:
 * the next tick comes, often with another number of shards, and finds what was left. The
 * system property {@code kills} says how often, {@code kills.seed} repeats a run.
 */
class ShardKillsIT {

	private static final int KILLS = Integer.getInteger("kills", 5);

	private static final int WORKERS = 24;

	/** How many shards the ticks have, in turn. */
	private static final List<Integer> SHARDS = List.of(4, 3, 3, 4);

	private final long seed = Long.getLong("kills.seed", System.nanoTime());

	private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(this.seed);

	private final World world = World.onEmptyPostgres();

	private final FaultyProxy platform = FaultyProxy.inFrontOf(this.world.platform().baseUrl());

	private final FaultyProxy store = FaultyProxy.inFrontOf(this.world.s3());

	private final List<SimulatedRun> runs = new ArrayList<>();

	/** Those that may be killed. */
	private final List<ProgramProcess> victims = new CopyOnWriteArrayList<>();

	/** So many more requests until one is killed. */
	private final AtomicInteger left = new AtomicInteger();

	private volatile Instant now = Instant.parse("2026-05-20T12:00:00Z");

	private int ticks;

	private int kills;

	@AfterEach
	void end() {
		this.platform.close();
		this.store.close();
		this.world.close();
	}

	@Test
	void nothingIsLostOrArchivedTwice() {
		System.out.println("kills.seed=" + this.seed);
		this.world.platform().clock(() -> this.now).runsAppearByClock();
		this.world.set("archiver.concurrency", "2").set("archiver.survey.min-workers", "1");
		this.world.set("CORECLAW_BASE_URL", this.platform.uri().toString());
		this.world.set("aws.endpointUrlS3", this.store.uri().toString());
		for (FaultyProxy way : List.of(this.platform, this.store)) {
			way.actBeforeAnswer(this::killOne, (_) -> this.left.decrementAndGet() == 0, Integer.MAX_VALUE);
		}
		for (int number = 0; number < WORKERS; number++) {
			this.world.platform().worker("acme~worker-" + number).slug("slug-" + number);
		}
		// from the first tick on no run may be missed
		tick(4);
		while (this.kills < KILLS) {
			newRuns();
			this.left.set(nextKill());
			tick(SHARDS.get(this.ticks % SHARDS.size()));
		}
		this.left.set(0);
		int before = this.kills;
		tick(3);
		assertThat(this.kills).isEqualTo(before);
		check();
		this.world.platform().forgetCalls();
		tick(3);
		// those that start at once list the account once, as one process does: this
		// machine's clock is in another month
		assertThat(this.world.platform().count(Endpoint.ACCOUNT_RUNS)).isEqualTo(2);
		check();
	}

	private int nextKill() {
		return 1 + this.random.nextInt(2 * WORKERS);
	}

	private synchronized void killOne() {
		if (!this.victims.isEmpty()) {
			this.victims.remove(this.random.nextInt(this.victims.size())).kill();
			this.left.set(nextKill());
		}
	}

	private void newRuns() {
		for (int number = 0; number < WORKERS; number++) {
			for (int run = this.random.nextInt(3); run > 0; run--) {
				this.runs.add(this.world.platform()
					.worker("acme~worker-" + number)
					.run(this.now.minusSeconds(run))
					.log(this.random.nextLong(1, 200_000)));
			}
		}
	}

	private void tick(int count) {
		this.ticks++;
		this.now = this.now.plus(Duration.ofHours(1));
		List<ProgramProcess> processes = IntStream.range(0, count)
			.mapToObj((index) -> ProgramProcess.startSoon(this.world, command(new Shard(index, count))))
			.toList();
		this.victims.addAll(processes);
		for (ProgramProcess process : processes) {
			Result result = process.await();
			this.victims.remove(process);
			assertThat(result.code()).as(result.toString()).isIn(0, 137);
			this.kills += (result.code() == 137) ? 1 : 0;
			process.close();
		}
	}

	private String[] command(Shard shard) {
		List<String> command = new ArrayList<>(
				List.of("run", "--scheduled-at", this.now.toString(), "--shard", shard.toString()));
		for (int number = 0; number < WORKERS; number++) {
			command.addAll(List.of("--worker", "acme~worker-" + number));
		}
		return command.toArray(String[]::new);
	}

	private void check() {
		List<ArchivedObject> objects = ArchivedObject.of(this.world);
		System.out.printf("%d kills in %d ticks: %d runs, %d objects, %d open uploads (seed %d)%n", this.kills,
				this.ticks, this.runs.size(), objects.size(), this.world.openUploads().size(), this.seed);
		assertThat(objects.stream().map((object) -> object.run() + " " + object.sha256()))
			.containsExactlyInAnyOrderElementsOf(
					this.runs.stream().map((run) -> run.slug() + " " + run.log().sha256()).toList());
		assertThat(Ledgers.recordedUploads(this.world)).isZero();
		Remains.ledgerHoldsTheStore(this.world);
		assertThat(Ledgers.strings(this.world, "SELECT status FROM batch_job_execution")).doesNotContain("STARTED",
				"STARTING");
		Result verified = Program.call("verify", "--read-data");
		assertThat(verified.code()).as(verified.toString()).isZero();
	}

}
