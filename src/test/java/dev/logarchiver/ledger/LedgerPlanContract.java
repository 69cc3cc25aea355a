package dev.logarchiver.ledger;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.state.SqlRecorder;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger's questions read few rows of many, by an index.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LedgerPlanContract {

	private static final WorkerId WORKER = new WorkerId("w7");

	private static final LogFilter ERRORS = new LogFilter(List.of(), null, null, null, true);

	static final OffsetDateTime START = OffsetDateTime.parse("2026-01-01T00:00:00Z");

	private final TestDatabase database;

	private final int rows;

	/**
	 * Fills the ledger with runs of 100 Workers, as many of each. One run of 1,000 is
	 * open, all of them are w7's; one of 20,000 has a leftover; one of 2,000 has errors,
	 * and of those one of 20 failed.
	 */
	LedgerPlanContract(TestDatabase database, int rows, String range, String analyze) {
		this.database = database;
		this.rows = rows;
		String numbers = range + "(1, " + rows + ") AS numbers (x)";
		String insert = """
				INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, run_at,
				text_size, object_size, sha256, unchanged_since, archived_at, execution_id, leftover_key,
				error_lines, errors_at)
				SELECT 'w' || MOD(x, 100), 'r' || x, 1, 'worker=key' || x, MOD(x, 1000) <> 7, 'full',
				CASE WHEN MOD(x, 40000) = 3 THEN 'failed' ELSE 'succeeded' END,
				TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00' + x * INTERVAL '1' SECOND, 1, 1, REPEAT('a', 64),
				CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1, CASE WHEN MOD(x, 20000) = 0 THEN 'worker=partial' || x END,
				CASE WHEN MOD(x, 2000) = 3 THEN 1 ELSE 0 END, CASE WHEN MOD(x, 2000) = 3
				THEN TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00' + x * INTERVAL '1' SECOND END
				FROM\s""";
		database.jdbc().sql(insert + numbers).update();
		database.jdbc()
			.sql("""
					INSERT INTO pruned_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, run_at,
					text_size, object_size, sha256, archived_at, execution_id, pruned_rule, pruned_at, pruned_by, deleted_at)
					SELECT 'w' || MOD(x, 100), 'p' || x, 1, 'worker=key' || x, TRUE, 'full', 'succeeded',
					CURRENT_TIMESTAMP, 1, 1, REPEAT('a', 64), CURRENT_TIMESTAMP, 1, 'keep-last 1', CURRENT_TIMESTAMP, 1,
					CASE WHEN MOD(x, 10000) <> 7 THEN CURRENT_TIMESTAMP END FROM\s"""
					+ numbers)
			.update();
		database.jdbc()
			.sql("INSERT INTO worker_list (list_id, digest, entries, created_at) VALUES (1, 'digest', " + rows
					+ ", CURRENT_TIMESTAMP)")
			.update();
		database.jdbc()
			.sql("INSERT INTO worker_list_entry SELECT 1, x, 'w' || x, NULL, NULL, 'f', x FROM " + numbers)
			.update();
		database.jdbc().sql(analyze).update();
	}

	/**
	 * Fails unless the plan reads at most so many rows, and by an index.
	 */
	abstract void assertReads(int rows, String plan);

	/**
	 * Fails unless the plan reads at most so many rows, by an index, those included that
	 * a condition drops.
	 */
	abstract void assertReadsOnly(int rows, String plan);

	/**
	 * Fails unless each of the plan's indexes is read for at most so many rows.
	 */
	abstract void assertEachReads(int rows, String plan);

	@Test
	void pageOfAListWithWhatIsKnown() {
		SqlRecorder recorder = new SqlRecorder(this.database.dataSource());
		List<ListedWorker> page = new WorkerLists(JdbcClient.create(recorder), new JdbcTemplate(recorder),
				new JdbcTransactionManager(recorder), Clock.systemUTC())
			.entries(1, 50, 20);
		assertThat(page).hasSize(20).allSatisfy((listed) -> assertThat(listed.known().newest()).isNotNull());
		assertEachReads(20, plan(recorder.statements().getFirst(), 1, 50, 20));
	}

	@Test
	void pageOfAListWithItsRuns() {
		SqlRecorder recorder = new SqlRecorder(this.database.dataSource());
		assertThat(new WorkerHistory(JdbcClient.create(recorder)).runs(1, 50, 20, 5)).hasSize(20)
			.allSatisfy((worker) -> assertThat(worker.finals()).hasSize(5));
		assertEachReads(20, plan(recorder.statements().getFirst(), 5, 1, 50, 20));
	}

	@Test
	void whatWasPrunedOfARun() {
		SqlRecorder recorder = new SqlRecorder(this.database.dataSource());
		PrunedLogs pruned = new PrunedLogs(JdbcClient.create(recorder), Clock.systemUTC());
		assertThat(pruned.newestRevision(WORKER, new RunId("p107"))).hasValue(1);
		assertReads(1, plan(recorder.statements().getFirst(), "w7", "p107"));
	}

	@Test
	void whatIsStillToBeDeleted() {
		SqlRecorder recorder = new SqlRecorder(this.database.dataSource());
		PrunedLogs pruned = new PrunedLogs(JdbcClient.create(recorder), Clock.systemUTC());
		assertThat(pruned.pending(null, 1000)).hasSize(this.rows / 10000);
		assertReads(this.rows / 10000, plan(recorder.statements().getFirst(), "", "", 0));
	}

	@Test
	void revisionsOfARun() {
		List<String> sql = sql((ledger) -> assertThat(ledger.revisions(WORKER, new RunId("r107"))).hasSize(1));
		assertReads(1, plan(sql.getFirst(), "w7", "r107"));
	}

	@Test
	void openLogsOfAWorker() {
		List<String> sql = sql((ledger) -> assertThat(ledger.notFinal(WORKER)).hasSize(this.rows / 1000));
		assertReads(this.rows / 1000, plan(sql.getFirst(), "w7"));
	}

	@Test
	void newestLogOfAWorker() {
		List<String> sql = sql((ledger) -> assertThat(ledger.newest(WORKER, null)).get()
			.extracting(ArchivedLog::runId)
			.isEqualTo(new RunId("r" + (this.rows - 93))));
		assertReads(2, plan(sql.getFirst(), "w7", true));
		assertReads(2, plan(sql.getLast(), "w7", false));
	}

	@Test
	void newestLogsOfAll() {
		List<String> sql = sql((ledger) -> assertThat(ledger.find(LogFilter.ALL, 20)).hasSize(20));
		assertReads(21, plan(sql.getFirst()));
	}

	static LogFilter of(String... patterns) {
		return new LogFilter(Stream.of(patterns).map(WorkerPattern::parse).toList(), null, null, null, false);
	}

	@Test
	void newestLogsOfSomeWorkers() {
		List<String> sql = sql((ledger) -> assertThat(ledger.find(of("w7", "w8"), 20)).hasSize(20));
		assertReadsOnly(this.rows / 50, plan(sql.getFirst()));
	}

	@Test
	void newestLogsOfManyWorkers() {
		List<String> sql = sql((ledger) -> assertThat(ledger.find(of("w*"), 20)).hasSize(20));
		assertReadsOnly(21, plan(sql.getLast()));
	}

	@Test
	void laterPageOfManyWorkers() {
		List<String> sql = sql((ledger) -> assertThat(ledger.stream(of("w*")).limit(1001)).hasSize(1001));
		assertReadsOnly(1002,
				plan(sql.getLast(), START.plusSeconds(20_000), START.plusSeconds(20_000), "r20000", "w0", 1));
	}

	@Test
	void newestLogsWithErrors() {
		List<String> sql = sql((ledger) -> assertThat(ledger.find(ERRORS, 20)).hasSize(20));
		assertReads(21,
				plan(sql.getFirst(), Columns.EVER.atOffset(ZoneOffset.UTC), Columns.NEVER.atOffset(ZoneOffset.UTC)));
	}

	@Test
	void logsWithErrorsAreFewOfAll() {
		List<String> sql = sql((ledger) -> assertThat(ledger.find(ERRORS, 1000)).hasSize(this.rows / 2000));
		assertReads(this.rows / 2000 + 1,
				plan(sql.getFirst(), Columns.EVER.atOffset(ZoneOffset.UTC), Columns.NEVER.atOffset(ZoneOffset.UTC)));
	}

	@Test
	void newestSucceededRunOfAWorker() {
		List<String> sql = sql((ledger) -> assertThat(ledger.newestEnded(WORKER, RunStatus.SUCCEEDED)).isPresent());
		assertReads(2, plan(sql.getFirst(), "w7", "succeeded", Columns.NEVER.atOffset(ZoneOffset.UTC)));
	}

	@Test
	void laterPageOfAll() {
		List<String> sql = sql((ledger) -> assertThat(ledger.all()).hasSize(this.rows));
		assertReads(1001, plan(sql.get(1), "w50", "r", 1));
	}

	@Test
	void leftoversOfAll() {
		SqlRecorder recorder = new SqlRecorder(this.database.dataSource());
		assertThat(new StrayPartials(JdbcClient.create(recorder)).leftovers()).hasSize(this.rows / 20_000);
		assertReads(this.rows / 20_000, plan(recorder.statements().getFirst()));
	}

	List<String> sql(Consumer<Ledger> question) {
		SqlRecorder recorder = new SqlRecorder(this.database.dataSource());
		question.accept(new Ledger(JdbcClient.create(recorder)));
		return recorder.statements();
	}

	String plan(String sql, Object... parameters) {
		return String.join("\n",
				this.database.jdbc().sql("EXPLAIN ANALYZE " + sql).params(parameters).query(String.class).list());
	}

}
