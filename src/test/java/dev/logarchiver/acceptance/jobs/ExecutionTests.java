package dev.logarchiver.acceptance.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which executions a tick has, and how they are taken up again.
 */
class ExecutionTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final String TICK = "2026-06-15T13:00:00Z";

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	@Test
	void eachPlainRunIsATickOfItsOwn() {
		this.world.platform().worker("w").run(JUNE);
		Result first = Program.call("run", "--json", "--worker", "w");
		Result second = Program.call("run", "--json", "--worker", "w");
		assertThat(second.json().path("execution").asLong()).isGreaterThan(first.json().path("execution").asLong());
		assertThat(second.json().path("unchanged").asInt()).isOne();
	}

	@Test
	void aCompletedTickIsNotRunAgain() {
		this.world.platform().worker("w").run(JUNE);
		this.world.platform().worker("x").fail(Fault.error(PlatformError.NOT_IMPLEMENTED));
		Result first = Program.call("run", "--json", "--scheduled-at", TICK, "--worker", "w", "--worker", "x");
		this.world.platform().forgetCalls();
		Result again = Program.call("run", "--json", "--scheduled-at", TICK, "--worker", "w", "--worker", "x");
		assertThat(again.code()).isEqualTo(first.code()).isEqualTo(3);
		assertThat(again.json()).isEqualTo(first.json());
		assertThat(this.world.platform().calls()).isEmpty();
		assertThat(Program.call("executions", "--json").json()).hasSize(1);
	}

	@Test
	void theSameTickOfAnotherJobIsAnotherTick() {
		this.world.platform().worker("w").run(JUNE);
		Program.call("run", "--scheduled-at", TICK, "--worker", "w");
		Result other = Program.call("run", "--json", "--job", "other", "--scheduled-at", TICK, "--worker", "w");
		assertThat(other.json().path("execution").asLong()).isEqualTo(2);
	}

	@Test
	void theNameOfACronJobsJobIsItsTick() {
		this.world.platform().worker("w").run(JUNE);
		String minutes = String.valueOf(Instant.parse(TICK).getEpochSecond() / 60);
		Result first = Program.call("run", "--json", "--scheduled-at", "nightly-" + minutes, "--worker", "w");
		assertThat(first.json().path("scheduled_at").asString()).isEqualTo(TICK);
		Result again = Program.call("run", "--json", "--scheduled-at", TICK, "--worker", "w");
		assertThat(again.json()).isEqualTo(first.json());
	}

	@Test
	void aJobStartedByHandIsATickOfItsOwn() {
		this.world.platform().worker("w").run(JUNE);
		Result first = Program.call("run", "--json", "--scheduled-at", "nightly-manual-001", "--worker", "w");
		Result second = Program.call("run", "--json", "--scheduled-at", "nightly-manual-001", "--worker", "w");
		assertThat(second.json().path("execution").asLong()).isGreaterThan(first.json().path("execution").asLong());
		assertThat(Instant.parse(second.json().path("scheduled_at").asString()))
			.isAfter(Instant.now().minusSeconds(60));
	}

	@Test
	void aFailedTickIsTakenUpWithTheListItWasStartedWith() {
		this.world.platform().worker("a").run(JUNE);
		this.world.platform().worker("b").run(JUNE).fail(Endpoint.RUN, Fault.error(PlatformError.KEY_INVALID).times(1));
		Result first = Program.call("run", "--json", "--scheduled-at", TICK, "--worker", "a", "--worker", "b");
		assertThat(first.code()).isEqualTo(4);
		Result second = Program.call("run", "--json", "--scheduled-at", TICK, "--worker", "c");
		assertThat(second.code()).as(second.toString()).isZero();
		assertThat(second.json().path("workers").asInt()).isEqualTo(2);
		assertThat(second.json().path("archived").asInt()).isEqualTo(2);
		assertThat(this.world.keys()).hasSize(2);
	}

	@Test
	void restartTakesUpTheLastUnfinishedExecution() {
		this.world.platform().worker("a").run(JUNE);
		this.world.platform().failApi(Fault.error(PlatformError.KEY_INVALID));
		assertThat(Program.call("run", "--worker", "a").code()).isEqualTo(4);
		this.world.platform().heal();
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("execution").asLong()).isEqualTo(2);
		assertThat(restarted.json().path("archived").asInt()).isOne();
		Result nothing = Program.call("restart");
		assertThat(nothing.code()).isEqualTo(2);
		assertThat(nothing.errors()).contains("nothing to restart");
		assertThat(Program.call("restart", "1").errors()).contains("completed with execution 2");
	}

	@Test
	void anExecutionOfWhichOnlyTheEndIsMissingKeepsItsCounts() throws SQLException {
		this.world.platform().worker("w").run(JUNE);
		this.world.platform().worker("x").fail(Fault.error(PlatformError.NOT_IMPLEMENTED));
		assertThat(Program.call("run", "--scheduled-at", TICK, "--worker", "w", "--worker", "x").code()).isEqualTo(3);
		try (Connection connection = Ledgers.open(this.world); Statement statement = connection.createStatement()) {
			statement.executeUpdate(
					"UPDATE batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL");
		}
		Result running = Program.call("show", "1");
		assertThat(running.output()).contains("Execution 1 of job default hasn't ended: it is running, or its process",
				"archived          1", "failed            1   could not be archived");
		JsonNode listed = Program.call("executions", "--json").json().get(0);
		assertThat(listed.path("failed").asInt()).isOne();
		assertThat(listed.has("failures")).isFalse();
		Result again = Program.call("run", "--json", "--scheduled-at", TICK, "--worker", "w", "--worker", "x");
		assertThat(again.code()).as(again.toString()).isEqualTo(3);
		assertThat(again.json().path("archived").asInt()).isOne();
		assertThat(again.json().path("failures")).hasSize(1);
	}

	@Test
	void anExecutionThatLostTheDatabaseAtTheEndOfAStepIsTakenUp() throws SQLException {
		this.world.platform().worker("w").run(JUNE);
		this.world.platform().failApi(Fault.error(PlatformError.KEY_INVALID));
		assertThat(Program.call("run", "--worker", "w").code()).isEqualTo(4);
		try (Connection connection = Ledgers.open(this.world); Statement statement = connection.createStatement()) {
			statement.executeUpdate(
					"UPDATE batch_step_execution SET status = 'STARTED', exit_code = 'EXECUTING', end_time = NULL");
		}
		this.world.platform().heal();
		Result restarted = Program.call("restart", "--json");
		assertThat(restarted.code()).as(restarted.toString()).isZero();
		assertThat(restarted.json().path("archived").asInt()).isOne();
	}

	@Test
	void aNewTickLeavesAFailedOneToRestart() {
		this.world.platform().worker("a").run(JUNE);
		this.world.platform().failApi(Fault.error(PlatformError.KEY_INVALID));
		Program.call("run", "--scheduled-at", TICK, "--worker", "a");
		this.world.platform().heal();
		assertThat(Program.call("run", "--worker", "a").code()).isZero();
		Result restarted = Program.call("restart", "1", "--json");
		assertThat(restarted.json().path("unchanged").asInt()).isOne();
		assertThat(restarted.json().path("scheduled_at").asString()).isEqualTo(TICK);
	}

}
