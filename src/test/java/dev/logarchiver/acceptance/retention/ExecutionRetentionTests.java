package dev.logarchiver.acceptance.retention;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Old executions leave the job repository, and the database's file gets smaller.
 */
class ExecutionRetentionTests {

	private static final int OLD = 5000;

	private final World world = world();

	World world() {
		return new World();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	private void makeOld() {
		Ledgers.execute(this.world, "UPDATE batch_job_execution SET create_time = TIMESTAMP '2020-01-01 00:00:00', "
				+ "start_time = TIMESTAMP '2020-01-01 00:00:00', end_time = TIMESTAMP '2020-01-01 00:00:01'");
		Ledgers.execute(this.world, "UPDATE worker_list SET created_at = TIMESTAMP '2020-01-01 00:00:00'");
		for (String sequence : List.of("batch_job_instance_seq", "batch_job_execution_seq")) {
			Ledgers.execute(this.world, "ALTER SEQUENCE " + sequence + " RESTART WITH 9000");
		}
		String ticks = " FROM generate_series(1001, " + (1000 + OLD) + ") AS ticks (x)";
		Ledgers.execute(this.world,
				"INSERT INTO batch_job_instance SELECT x, 0, 'archive', LPAD(CAST(x AS VARCHAR), 32, 'k')" + ticks);
		Ledgers.execute(this.world,
				"INSERT INTO batch_job_execution (job_execution_id, job_instance_id, create_time, end_time, status, "
						+ "exit_code, exit_message) SELECT x, x, TIMESTAMP '2020-01-01 00:00:00', "
						+ "TIMESTAMP '2020-01-01 00:00:01', 'COMPLETED', 'COMPLETED', REPEAT(CAST(x AS VARCHAR), 100)"
						+ ticks);
		Ledgers.execute(this.world, "INSERT INTO batch_job_execution_params SELECT job_execution_id, 'command', "
				+ "'java.lang.String', 'run', 'Y' FROM batch_job_execution WHERE job_execution_id > 1000");
		Ledgers.execute(this.world, "INSERT INTO batch_job_execution_params SELECT job_execution_id, 'job', "
				+ "'java.lang.String', 'default', 'Y' FROM batch_job_execution WHERE job_execution_id > 1000");
		Ledgers.execute(this.world, "INSERT INTO batch_job_execution_params SELECT job_execution_id, 'list', "
				+ "'java.lang.Long', '1', 'N' FROM batch_job_execution WHERE job_execution_id > 1000");
		Ledgers.execute(this.world,
				"INSERT INTO batch_job_execution_params SELECT job_execution_id, 'scheduled-at', "
						+ "'java.lang.String', '2020-01-01T00:00:00Z', 'Y' FROM batch_job_execution "
						+ "WHERE job_execution_id > 1000");
		Ledgers.execute(this.world,
				"INSERT INTO batch_job_execution_context SELECT job_execution_id, "
						+ "(SELECT short_context FROM batch_job_execution_context WHERE job_execution_id = 1), NULL "
						+ "FROM batch_job_execution WHERE job_execution_id > 1000");
	}

	@Test
	void oldExecutionsLeaveAndWhatTheyArchivedStays() throws Exception {
		SimulatedRun run = this.world.platform().worker("w").run(Instant.parse("2026-06-15T12:00:00Z"));
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		makeOld();
		Path file = this.world.state().resolve("log-archiver.mv.db");
		long before = this.world.database().isEmpty() ? Files.size(file) : 0;
		this.world.platform().worker("other").run(Instant.parse("2026-06-15T12:00:00Z"));
		Result result = Program.call("run", "--worker", "other");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.errors()).contains("Removed " + (OLD + 1 - 99) + " executions that ended before ");
		assertThat(Program.call("executions", "--limit", "1000", "--json").json()).hasSize(100);
		if (this.world.database().isEmpty()) {
			assertThat(result.errors()).containsPattern("The database shrank from [0-9]+ KB to [0-9]+ KB");
			assertThat(Files.size(file)).isLessThan(before / 2);
		}
		assertThat(Program.call("show", "1").code()).isEqualTo(2);
		assertThat(Program.call("show", "1").errors()).contains("There is no execution 1");
		assertThat(Program.call("logs", "--worker", "w").output()).contains(run.slug());
		assertThat(Program.call("why", "w", run.slug()).output()).contains("by execution 1 as ");
		assertThat(Program.call("cat", "w").code()).isZero();
		assertThat(Program.call("status").output()).contains("other");
	}

	@Test
	void youngExecutionsStay() {
		this.world.platform().worker("w").run(Instant.parse("2026-06-15T12:00:00Z"));
		assertThat(Program.call("run", "--worker", "w").code()).isZero();
		makeOld();
		this.world.set("archiver.retention.executions", "9999d");
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.errors()).doesNotContain("Removed", "shrank");
	}

}
