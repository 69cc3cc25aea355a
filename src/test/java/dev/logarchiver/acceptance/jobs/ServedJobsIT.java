package dev.logarchiver.acceptance.jobs;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged program runs jobs on their schedules. Each schedule is hourly, and its
 * tick about half an hour away: what comes due while a test runs are ticks that were
 * missed.
 */
class ServedJobsIT {

	/** The last tick. */
	private final Instant tick = Instant.now().minus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);

	private final Instant before = this.tick.minus(3, ChronoUnit.HOURS);

	private final int minute = LocalTime.ofInstant(this.tick, ZoneOffset.UTC).getMinute();

	private World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private Path job(String name, String... workers) {
		for (String worker : workers) {
			this.world.platform().worker(worker).run(this.tick.minusSeconds(600)).log("start\nError: none\n");
		}
		return this.world.file("jobs/" + name + ".yaml", """
				archiver:
				  concurrency: 1
				  job:
				    name: %s
				    schedule: "%d * * * *"
				  workers:
				    ids: [%s]
				""".formatted(name, this.minute, String.join(", ", workers)));
	}

	private static Result run(Path job, Instant tick) {
		Result result = Program.call("run", "--config", job.toString(), "--scheduled-at", tick.toString());
		assertThat(result.code()).as(result.toString()).isZero();
		return result;
	}

	private Daemon serve() {
		return Daemon.start(this.world, "--jobs", this.world.file("jobs/README", "").resolveSibling("").toString());
	}

	/**
	 * The ticks of a job for which there were executions, with their status, newest
	 * first.
	 */
	private static List<String> executions(String job) {
		Result result = Program.call("executions", "--json");
		assertThat(result.code()).as(result.toString()).isZero();
		return result.json()
			.valueStream()
			.filter((execution) -> execution.path("job").asString().equals(job))
			.map((execution) -> execution.path("scheduled_at").asString() + " " + execution.path("status").asString())
			.toList();
	}

	@Test
	void ofMissedTicksTheNewestIsRunAndOthersCanUseTheFileThen() {
		Path job = job("hourly", "acme/shop");
		run(job, this.before);
		try (Daemon daemon = serve()) {
			daemon.awaitLine("of job hourly completed", 1);
			assertThat(executions("hourly")).containsExactly(this.tick + " COMPLETED", this.before + " COMPLETED");
			assertThat(daemon.status("/")).isEqualTo(200);
			assertThat(daemon.status("/readyz")).isEqualTo(200);
			run(job, this.tick.plusSeconds(1));
			assertThat(Program.call("logs", "--json").json()).hasSize(1);
			Result result = daemon.end("TERM");
			assertThat(result.code()).isEqualTo(143);
			assertThat(result.output().lines()).hasSize(1);
			assertThat(result.errors()).doesNotContain("WARN", "ERROR", "\tat ");
		}
	}

	@Test
	void anEmptyDirectoryBecomesAnArchiveAndTheJobWaitsForItsTick() {
		job("hourly", "acme/shop");
		try (Daemon daemon = serve()) {
			daemon.awaitReady();
			assertThat(daemon.status("/")).isEqualTo(200);
			assertThat(executions("hourly")).isEmpty();
			assertThat(daemon.end("TERM").errors())
				.contains("Job hourly runs at " + this.tick.plus(1, ChronoUnit.HOURS));
		}
	}

	@Test
	void jobsOfOneDirectoryRunOneAfterAnother() {
		run(job("one", "acme/shop"), this.before);
		run(job("two", "acme/news"), this.before);
		try (Daemon daemon = serve()) {
			daemon.awaitLine(" completed in ", 2);
			assertThat(executions("one")).hasSize(2);
			assertThat(executions("two")).hasSize(2);
			assertThat(daemon.errors()).doesNotContain("which runs job");
		}
	}

	@Test
	void pagesAreServedWhileAJobRunsAndASignalLetsItFinish() {
		run(job("hourly", "acme/shop", "acme/news", "acme/jobs"), this.before);
		CompletableFuture<Daemon> started = new CompletableFuture<>();
		List<Integer> pages = new CopyOnWriteArrayList<>();
		this.world.platform().worker("acme/shop").afterNext(Endpoint.LAST_LOG, () -> {
			Daemon daemon = started.join();
			pages.add(daemon.status("/"));
			pages.add(daemon.status("/executions"));
			daemon.signal("TERM");
			daemon.awaitLine("Stopping", 1);
		});
		try (Daemon daemon = serve()) {
			started.complete(daemon);
			Result result = daemon.await();
			assertThat(result.code()).as(result.toString()).isEqualTo(143);
			assertThat(pages).containsExactly(200, 200);
			assertThat(result.errors()).doesNotContain("ERROR", "\tat ");
		}
		assertThat(executions("hourly").getFirst()).isEqualTo(this.tick + " STOPPED");
		try (Daemon daemon = serve()) {
			daemon.awaitLine("of job hourly completed", 1);
		}
		assertThat(executions("hourly")).containsExactly(this.tick + " COMPLETED", this.tick + " STOPPED",
				this.before + " COMPLETED");
		assertThat(Program.call("verify").code()).isZero();
	}

	@Test
	void aKilledTickIsTakenUp() {
		killedTickIsTakenUp();
	}

	@Test
	void aKilledTickIsTakenUpOnPostgresql() {
		onPostgres();
		killedTickIsTakenUp();
	}

	private void onPostgres() {
		this.world.close();
		this.world = World.onPostgres();
	}

	private void killedTickIsTakenUp() {
		Path job = job("hourly", "acme/shop");
		run(job, this.before);
		CompletableFuture<Daemon> started = new CompletableFuture<>();
		this.world.platform().worker("acme/shop").afterNext(Endpoint.LAST_LOG, () -> started.join().kill());
		try (Daemon daemon = serve()) {
			started.complete(daemon);
			assertThat(daemon.await().code()).isEqualTo(137);
		}
		try (Daemon daemon = serve()) {
			daemon.awaitLine("of job hourly completed", 1);
			assertThat(daemon.status("/")).isEqualTo(200);
		}
		assertThat(executions("hourly")).containsExactly(this.tick + " COMPLETED", this.tick + " FAILED",
				this.before + " COMPLETED");
		assertThat(this.world.keys()).hasSize(1);
		assertThat(Program.call("verify").code()).isZero();
	}

	@Test
	void ofTwoDaemonsOneDoesATick() {
		onPostgres();
		List<String> jobs = List.of("one", "two", "three");
		jobs.forEach((name) -> run(job(name, "acme/" + name), this.before));
		try (Daemon daemon = serve(); Daemon other = serve()) {
			daemon.awaitLine(" completed in ", 3);
			for (String name : jobs) {
				assertThat(executions(name)).containsExactly(this.tick + " COMPLETED", this.before + " COMPLETED");
			}
			assertThat(daemon.end("TERM").errors()).doesNotContain("ERROR");
			assertThat(other.end("TERM").errors()).doesNotContain("ERROR");
		}
	}

	@Test
	void aTickThatFailsIsSaidAndTheProcessGoesOn() {
		Path job = job("hourly", "acme/shop");
		run(job, this.before);
		this.world.platform().fail(Endpoint.LAST_LOG, Fault.error(PlatformError.KEY_INVALID));
		try (Daemon daemon = serve()) {
			daemon.awaitLine("rejects the API key", 1);
			assertThat(daemon.status("/livez")).isEqualTo(200);
			assertThat(daemon.status("/")).isEqualTo(200);
			assertThat(daemon.end("TERM").code()).isEqualTo(143);
		}
	}

}
