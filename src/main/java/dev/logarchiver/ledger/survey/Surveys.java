package dev.logarchiver.ledger.survey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.ledger.Columns;
import dev.logarchiver.ledger.survey.SurveyRecord.State;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The surveys that were made. */
@Repository
public class Surveys {

	private final JdbcClient jdbc;

	Surveys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Records a survey.
	 * @param source whom it asked
	 * @param job the job, or the shard of it
	 * @param survey the survey
	 */
	public void add(long source, String job, SurveyRecord survey) {
		this.jdbc
			.sql("""
					INSERT INTO survey (execution_id, source_id, job, state, window_from, began_at, workers, runs, news, checks,
					calls) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(Arrays.asList(survey.execution(), source, job, survey.state().toString(),
					Columns.timeOrNull(survey.windowFrom()), Columns.timeOrNull(survey.beganAt()), survey.workers(),
					survey.runs(), survey.news(), survey.checks(), survey.calls()))
			.update();
	}

	/** Takes note that a survey lacked runs. */
	public void suspect(long execution) {
		this.jdbc.sql("UPDATE survey SET state = ? WHERE execution_id = ?")
			.params(State.SUSPECT.toString(), execution)
			.update();
	}

	/** The survey of an execution; empty when it made none. */
	public Optional<SurveyRecord> of(long execution) {
		return of(List.of(execution)).stream().findFirst();
	}

	/** The surveys of some executions, at most some hundreds. */
	public List<SurveyRecord> of(Collection<Long> executions) {
		return executions.isEmpty() ? List.of()
				: this.jdbc.sql("SELECT * FROM survey WHERE execution_id IN (:executions)")
					.param("executions", executions)
					.query(Surveys::read)
					.list();
	}

	/** When the last surveys of a job began, newest first. */
	public List<Instant> newest(long source, String job, int limit) {
		return this.jdbc.sql("""
				SELECT began_at FROM survey WHERE source_id = ? AND job = ? AND began_at IS NOT NULL
				ORDER BY source_id DESC, job DESC, began_at DESC LIMIT ?""")
			.params(source, job, limit)
			.query((row, _) -> Columns.instant(row, "began_at"))
			.list();
	}

	/** When the last survey began that a job instance could use. */
	public Optional<Instant> last(long instance) {
		return this.jdbc
			.sql("SELECT MAX(began_at) AS last_at FROM survey WHERE execution_id IN "
					+ "(SELECT job_execution_id FROM batch_job_execution WHERE job_instance_id = ?)")
			.param(instance)
			.query((row, _) -> Optional.ofNullable(Columns.instantOrNull(row, "last_at")))
			.single();
	}

	private static SurveyRecord read(ResultSet row, int number) throws SQLException {
		return new SurveyRecord(row.getLong("execution_id"), State.of(row.getString("state")),
				Columns.instantOrNull(row, "window_from"), Columns.instantOrNull(row, "began_at"),
				row.getLong("workers"), row.getLong("runs"), row.getLong("news"), row.getLong("checks"),
				row.getLong("calls"));
	}

}
