package dev.logarchiver.acceptance.jobs;

import java.time.Instant;

import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failed Workers can count as done, for those whose alerts fire on each failed job.
 */
class ExitTests {

	private static final String[] RUN = { "run", "--json", "--worker", "good", "--worker", "bad", "--scheduled-at",
			"2026-06-15T13:00:00Z" };

	private final World world = new World();

	@BeforeEach
	void addWorkers() {
		this.world.platform().worker("good").run(Instant.parse("2026-06-15T12:00:00Z"));
		this.world.platform().worker("bad").fail(Fault.error(PlatformError.WORKER_NOT_FOUND));
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	@Test
	void failedWorkersMayCountAsDone() {
		this.world.set("archiver.exit.failed-workers", "0");
		Result result = Program.call(RUN);
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().path("failed").asInt()).isOne();
		assertThat(result.json().path("failures")).hasSize(1);
		assertThat(Program.call(RUN).code()).isZero();
		this.world.unset("archiver.exit.failed-workers");
		assertThat(Program.call(RUN).code()).isEqualTo(3);
	}

	@Test
	void whatFailsTheJobStillFailsIt() {
		this.world.set("archiver.exit.failed-workers", "0");
		this.world.platform().failApi(Fault.error(PlatformError.KEY_INVALID));
		assertThat(Program.call(RUN).code()).isEqualTo(4);
	}

	@Test
	void anotherCodeIsRefused() {
		this.world.set("archiver.exit.failed-workers", "1");
		Result result = Program.call(RUN);
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.errors()).contains("archiver.exit.failed-workers is '1': give 3 or 0");
	}

}
