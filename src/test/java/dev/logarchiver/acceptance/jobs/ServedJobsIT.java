package dev.logarchiver.acceptance.jobs;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

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
	private static final Instant TICK = Instant.now().minus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);

	private static final Instant BEFORE = TICK.minus(3, ChronoUnit.HOURS);

	private static final int MINUTE = LocalTime.ofInstant(TICK, ZoneOffset.UTC).getMinute();

	private World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private Path job(String name, String worker) {
		this.world.platform().worker(worker).run(TICK.minusSeconds(600)).log("start\nError: none\n");
		return this.world.file("jobs/" + name + ".yaml", """
				archiver:
				  job:
				    name: %s
				    schedule: "%d * * * *"
				  workers:
				    ids: ["%s"]
				""".formatted(name, MINUTE, worker));
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
	void onlyTheNewestMissedTickIsRun() {
		run(job("hourly", "acme/shop"), BEFORE);
		try (Daemon daemon = serve()) {
			daemon.awaitLine("of job hourly completed", 1);
			assertThat(executions("hourly")).containsExactly(TICK + " COMPLETED", BEFORE + " COMPLETED");
			assertThat(daemon.status("/")).isEqualTo(200);
			assertThat(daemon.status("/readyz")).isEqualTo(200);
			Result result = daemon.end("TERM");
			assertThat(result.code()).isEqualTo(143);
			assertThat(result.output().lines()).hasSize(1);
			System.out.println(result);
		}
	}

}
