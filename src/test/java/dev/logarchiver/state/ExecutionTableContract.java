package dev.logarchiver.state;

import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.logarchiver.state.ExecutionTable.Completed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked of the executions is answered rightly, and from few rows of many.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExecutionTableContract {

	private static final int TICKS = 20_000;

	private static final List<String> JOBS = List.of("archive", "backfill");

	private static final Pattern ROWS = Pattern.compile("scanCount: ([0-9]+)|actual time=\\S+ rows=([0-9]+)");

	private final TestDatabase database;

	private final SqlRecorder recorder;

	private final ExecutionTable table;

	/**
	 * Fills the tables: each tick x has the execution 2x, one of 1,000 is a backfill. One
	 * of 5,000 failed and completed when it was resumed as execution 2x + 1; tick 10
	 * failed twice, tick 20 was killed, and that of the backfill 3,000 was stopped.
	 */
	ExecutionTableContract(TestDatabase database, String range) {
		this.database = database;
		this.recorder = new SqlRecorder(database.dataSource());
		this.table = new ExecutionTable(JdbcClient.create(this.recorder));
		String ticks = " FROM " + range + "(1, " + TICKS + ") AS ticks (x)";
		update("INSERT INTO batch_job_instance SELECT x, 0, CASE WHEN MOD(x, 1000) = 0 THEN 'backfill' ELSE 'archive' "
				+ "END, LPAD(CAST(x AS VARCHAR), 32, 'k')" + ticks);
		String insert = """
				INSERT INTO batch_job_execution (job_execution_id, job_instance_id, create_time, start_time, end_time, status)
				SELECT 2 * x + %d, x, TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00',
				TIMESTAMP '2026-01-01 00:00:10', %s""";
		update(insert.formatted(0, "CASE WHEN x = 10 OR MOD(x, 5000) = 7 THEN 'FAILED' WHEN x = 20 THEN 'STARTED' "
				+ "WHEN x = 3000 THEN 'STOPPED' ELSE 'COMPLETED' END") + ticks);
		update(insert.formatted(1, "CASE WHEN x = 10 THEN 'FAILED' ELSE 'COMPLETED' END") + ticks
				+ " WHERE x = 10 OR MOD(x, 5000) = 7");
		update("INSERT INTO batch_job_execution_params SELECT job_execution_id, p.name, 'java.lang.String', "
				+ "CASE p.name WHEN 'list' THEN '42' ELSE 'nightly' END, 'Y' FROM batch_job_execution "
				+ "CROSS JOIN (VALUES ('list'), ('job')) AS p (name)");
		update("ANALYZE");
	}

	@AfterAll
	void empty() {
		Stream.of("batch_job_execution_params", "batch_job_execution", "batch_job_instance")
			.forEach((name) -> update("DELETE FROM " + name));
	}

	@Test
	void newestExecutions() {
		assertThat(this.table.newest(3)).containsExactly(2L * TICKS, 2L * TICKS - 2, 2L * TICKS - 4);
		assertReads(4, 3);
	}

	@Test
	void lastOfItsTickInAStatus() {
		assertThat(this.table.lastInStatus(JOBS, "FAILED", Long.MAX_VALUE, 10)).containsExactly(21L);
		assertReads(7, "FAILED", Long.MAX_VALUE, "archive", "backfill", 10);
		assertThat(this.table.lastInStatus(JOBS, "STARTED", Long.MAX_VALUE, 10)).containsExactly(40L);
		assertThat(this.table.lastInStatus(List.of("backfill"), "STOPPED", Long.MAX_VALUE, 10)).containsExactly(6000L);
		assertThat(this.table.lastInStatus(List.of("archive"), "STOPPED", Long.MAX_VALUE, 10)).isEmpty();
		assertThat(this.table.lastInStatus(JOBS, "FAILED", 21, 10)).isEmpty();
		assertThat(this.table.lastInStatus(JOBS, "COMPLETED", 39, 3)).containsExactly(38L, 36L, 34L);
		assertReads(4, "COMPLETED", 39, "archive", "backfill", 3);
	}

	@Test
	void inAStatus() {
		assertThat(this.table.inStatus(JOBS, "FAILED", Long.MAX_VALUE, 3)).containsExactly(30_014L, 20_014L, 10_014L);
		assertThat(this.table.inStatus(JOBS, "FAILED", 100, 10)).containsExactly(21L, 20L, 14L);
		assertReads(4, "FAILED", 100, "archive", "backfill", 10);
		assertThat(this.table.inStatus(JOBS, "STARTING", Long.MAX_VALUE, 10)).isEmpty();
	}

	@Test
	void completedOfTheNewest() {
		List<Completed> completed = this.table.completed("archive", 10);
		assertThat(completed).extracting(Completed::execution)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, 9).mapToObj((age) -> 2L * (TICKS - age)).toList());
		assertThat(completed.getFirst()).isEqualTo(new Completed(2L * TICKS - 2, TICKS - 1, "nightly", 42, null, 0, 0,
				LocalDateTime.of(2026, 1, 1, 0, 0), LocalDateTime.of(2026, 1, 1, 0, 0, 10)));
		assertReads(22, 10, "archive");
		assertThat(this.table.completed("backfill", 10)).hasSize(1);
	}

	/**
	 * Each part of the plan of what was asked last.
	 */
	private void assertReads(int rows, Object... parameters) {
		String sql = this.recorder.statements().getLast();
		String plan = String.join("\n",
				this.database.jdbc().sql("EXPLAIN ANALYZE " + sql).params(parameters).query(String.class).list());
		assertThat(plan).doesNotContain("Seq Scan");
		assertThat(ROWS.matcher(plan).results().map(ExecutionTableContract::count)).as(plan)
			.isNotEmpty()
			.allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(rows));
	}

	private static int count(MatchResult match) {
		return Integer.parseInt((match.group(1) != null) ? match.group(1) : match.group(2));
	}

	private void update(String sql) {
		this.database.jdbc().sql(sql).update();
	}

}
