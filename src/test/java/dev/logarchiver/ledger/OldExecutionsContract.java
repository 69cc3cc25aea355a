package dev.logarchiver.ledger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.ledger.OldExecutions.Page;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of executions that leave the job repository, on thousands of them.
 */
abstract class OldExecutionsContract {

	private static final int TICKS = 5000;

	/** Tick x is that of the minute x. */
	private static final LocalDateTime START = LocalDateTime.parse("2025-01-01T00:00:00");

	private static final List<String> TABLES = List.of("batch_step_execution_context", "batch_step_execution",
			"batch_job_execution_context", "batch_job_execution_params", "batch_job_execution", "batch_job_instance",
			"failed_worker", "worker_outcome", "pending_run", "survey");

	private final TestDatabase database;

	private final OldExecutions executions;

	private final UnusedLists lists;

	OldExecutionsContract(TestDatabase database) {
		this.database = database;
		this.executions = new OldExecutions(database.jdbc());
		this.lists = new UnusedLists(database.jdbc());
	}

	/**
	 * Each tick x has the execution 2x, of list 1 until tick 4,000 and of list 2 from
	 * then on. Tick 10 runs, tick 20 was resumed as the newest execution of all, tick 30
	 * has a pending run, and tick 40 failed.
	 */
	@BeforeEach
	void fill() {
		empty();
		String ticks = " FROM generate_series(1, " + TICKS + ") AS ticks (x)";
		update("INSERT INTO batch_job_instance SELECT x, 0, 'archive', LPAD(CAST(x AS VARCHAR), 32, 'k')" + ticks);
		update("INSERT INTO batch_job_execution (job_execution_id, job_instance_id, create_time, end_time, status) "
				+ "SELECT 2 * x, x, TIMESTAMP '2025-01-01 00:00:00' + x * INTERVAL '1' MINUTE, "
				+ "TIMESTAMP '2025-01-01 00:00:10' + x * INTERVAL '1' MINUTE, CASE WHEN x = 10 THEN 'STARTED' "
				+ "WHEN x = 40 THEN 'FAILED' ELSE 'COMPLETED' END" + ticks);
		update("INSERT INTO batch_job_execution (job_execution_id, job_instance_id, create_time, status) VALUES ("
				+ (2 * TICKS + 1) + ", 20, TIMESTAMP '2026-01-01 00:00:00', 'COMPLETED')");
		update("INSERT INTO batch_job_execution_params SELECT job_execution_id, 'list', 'java.lang.Long', CASE WHEN "
				+ "job_instance_id < 4000 THEN '1' ELSE '2' END, 'N' FROM batch_job_execution");
		update("INSERT INTO batch_job_execution_context SELECT job_execution_id, '{}', NULL FROM batch_job_execution");
		update("INSERT INTO batch_step_execution (step_execution_id, version, step_name, job_execution_id, create_time) "
				+ "SELECT 3 * job_execution_id, 0, 'archive-logs', job_execution_id, create_time "
				+ "FROM batch_job_execution");
		update("INSERT INTO batch_step_execution_context SELECT step_execution_id, '{}', NULL "
				+ "FROM batch_step_execution");
		update("INSERT INTO failed_worker (instance_id, entry_number, execution_id, worker, code, reason, failed_at) "
				+ "SELECT x, 1, 2 * x, 'w', 'timeout', 'no answer', TIMESTAMP '2025-01-01 00:00:00'" + ticks);
		update("INSERT INTO survey (execution_id, source_id, job, state, workers, runs, news, checks, calls) "
				+ "SELECT 2 * x, 1, 'default', 'complete', 1, 1, 1, 1, 1" + ticks);
		update("INSERT INTO pending_run (instance_id, worker_id, run_id, run_status, gone) "
				+ "VALUES (30, 'w', 'r', 'failed', FALSE), (31, 'w', 'r', 'failed', TRUE), (0, 'w', 'r', 'failed', FALSE)");
		Stream.of(1, 2, 3).forEach((list) -> {
			update("INSERT INTO worker_list (list_id, digest, entries, created_at) VALUES (%1$d, 'd%1$d', 12000, "
				.formatted(list) + "TIMESTAMP '2025-01-01 00:00:00')");
			update("INSERT INTO worker_list_entry (list_id, entry_number, worker_id, source_name, source_line) SELECT "
					+ list + ", x, 'w' || x, 'workers.txt', x FROM generate_series(1, 12000) AS entries (x)");
		});
	}

	@AfterEach
	void empty() {
		TABLES.forEach((table) -> update("DELETE FROM " + table));
		update("DELETE FROM worker_list");
	}

	private void update(String sql) {
		this.database.jdbc().sql(sql).update();
	}

	private int sweep(LocalDateTime until) {
		int removed = 0;
		long after = 0;
		do {
			Page page = this.executions.find(after, until);
			removed += this.executions.remove(page.instances());
			after = page.last();
		}
		while (after > 0);
		return removed;
	}

	private List<Long> left(String column, String table) {
		return this.database.jdbc()
			.sql("SELECT DISTINCT " + column + " FROM " + table + " ORDER BY 1")
			.query(Long.class)
			.list();
	}

	@Test
	void removesOldTicksAndAllThatHangsOnThem() {
		assertThat(sweep(START.plusMinutes(2000))).isEqualTo(1999 - 3);
		assertThat(left("job_instance_id", "batch_job_instance")).startsWith(10L, 20L, 30L, 2000L, 2001L)
			.hasSize(3 + TICKS - 1999);
		for (String table : TABLES.subList(0, 6)) {
			assertThat(this.database.count(table)).as(table)
				.isEqualTo(3 + TICKS - 1999 + (table.equals("batch_job_instance") ? 0 : 1));
		}
		assertThat(left("instance_id", "failed_worker")).startsWith(10L, 20L, 30L, 2000L);
		assertThat(left("execution_id", "survey")).startsWith(20L, 40L, 60L, 4000L);
		assertThat(left("instance_id", "pending_run")).containsExactly(0L, 30L);
		assertThat(sweep(START.plusMinutes(2000))).isZero();
	}

	@Test
	void keepsTheNewestHoweverOldTheyAre() {
		assertThat(sweep(START.plusYears(10))).isEqualTo(TICKS - 99 - 3);
		assertThat(left("job_execution_id", "batch_job_execution")).hasSize(OldExecutions.KEPT + 3)
			.startsWith(20L, 40L, 60L, 2 * TICKS - 196L)
			.endsWith(2 * TICKS + 1L);
	}

	@Test
	void removesNothingThatIsYoung() {
		assertThat(sweep(START)).isZero();
		assertThat(this.database.count("batch_job_execution")).isEqualTo(TICKS + 1);
	}

	@Test
	void removesListsThatNothingRefersTo() {
		Instant later = Instant.parse("2026-01-01T00:00:00Z");
		assertThat(this.lists.remove(Instant.parse("2024-01-01T00:00:00Z"))).isZero();
		assertThat(this.lists.remove(later)).isEqualTo(12_000);
		assertThat(left("list_id", "worker_list")).containsExactly(1L, 2L);
		update("UPDATE batch_job_execution_params SET parameter_value = '2'");
		assertThat(this.lists.remove(later)).isEqualTo(12_000);
		assertThat(left("list_id", "worker_list_entry")).containsExactly(2L);
	}

}
