package dev.logarchiver.ledger.survey;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked of the ledger at each tick reads no more of a long list than it has to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SurveyPlanContract {

	static final Instant NOON = Instant.parse("2026-05-20T12:00:00Z");

	/** One Worker in so many is to be asked. */
	static final int EACH = 100;

	final int rows;

	final PlanRecorder recorder;

	final JdbcClient jdbc;

	final Asking asking = new Asking(1, 1, 7, NOON, NOON);

	/**
	 * A list of Workers that are covered. One in 100 failed, has another name, a surveyed
	 * run, and an outcome of the job instance; another one never ran.
	 */
	SurveyPlanContract(TestDatabase database, int rows, String range) {
		this.rows = rows;
		this.recorder = new PlanRecorder(database.dataSource());
		this.jdbc = JdbcClient.create(this.recorder);
		String numbers = " FROM " + range + "(1, " + rows + ") AS numbers (x)";
		String noon = "TIMESTAMP WITH TIME ZONE '2026-05-20 12:00:00+00'";
		for (String statement : List.of("DELETE FROM survey_cover", "DELETE FROM surveyed_worker", "DELETE FROM survey",
				"DELETE FROM catch_up", "DELETE FROM pending_run", "DELETE FROM unfinished_run",
				"DELETE FROM worker_outcome",
				"INSERT INTO worker_list (list_id, digest, entries, created_at) VALUES (1, 'digest', " + rows
						+ ", CURRENT_TIMESTAMP)",
				"INSERT INTO worker_list_entry SELECT 1, x, 'w' || x, NULL, NULL, 'f', x" + numbers,
				"INSERT INTO surveyed_worker (worker_id, source_id, slug, covered_to, asked_at, outcome, news_at) "
						+ "SELECT 'w' || x, 1, 's' || x, " + noon + ", " + noon + " + x * INTERVAL '1' SECOND, "
						+ "CASE MOD(x, 100) WHEN 0 THEN 0 WHEN 1 THEN 3 ELSE 2 END, CASE WHEN MOD(x, 100) = 0 THEN "
						+ noon + " END" + numbers,
				"INSERT INTO catch_up (worker_id, wanted_from) SELECT 'w' || x, " + noon + numbers,
				"INSERT INTO pending_run (instance_id, worker_id, run_id, run_status, gone) "
						+ "SELECT 0, 'w' || x, 'r', 'running', FALSE" + numbers + " WHERE MOD(x, 100) = 1",
				"INSERT INTO worker_outcome (instance_id, worker_id, entry_number, outcome, is_partial) "
						+ "SELECT MOD(x, 100), 'w' || x, x, 2, FALSE" + numbers,
				"INSERT INTO survey (execution_id, source_id, job, state, began_at, workers, runs, news, checks, calls) "
						+ "SELECT x, 1, 'j' || MOD(x, 4), 'complete', " + noon
						+ " + x * INTERVAL '1' SECOND, 1, 1, 1, 1, 1" + numbers,
				"ANALYZE")) {
			database.jdbc().sql(statement).update();
		}
	}

	/**
	 * Fails if a plan sorts or scans a table, or reads more rows of it than so many.
	 */
	abstract void assertReads(int rows, String plan);

	final SurveyedList list() {
		return new SurveyedList(this.jdbc);
	}

	@Test
	void aPageOfThoseThatWereNotAsked() {
		assertThat(list().notAsked(this.asking, 0, 20_000, 20)).hasSize(20);
		assertReads(20, this.recorder.take().getLast());
	}

	@Test
	void aPageOfThoseThatAreAskedAllTheSame() {
		assertThat(list().toAsk(this.asking, 0, 20_000, 20)).hasSize(20)
			.first()
			.satisfies((entry) -> assertThat(entry.listed().number()).isEqualTo(20_100));
		assertReads(20 * EACH, plan());
	}

	@Test
	void theNewestSurveysOfAJob() {
		assertThat(new Surveys(this.jdbc).newest(1, "j3", 10)).hasSize(10);
		assertReads(10, plan());
	}

	final String plan() {
		List<String> plans = this.recorder.take();
		assertThat(plans).hasSize(1);
		return plans.getFirst();
	}

}
