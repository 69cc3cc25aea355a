package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What failed, in which execution, and why. */
@Repository
public class Failures {

	private static final String INSERT = """
			INSERT INTO failed_worker (instance_id, entry_number, execution_id, worker, run_id, code, reason, request_id,
			failed_at) VALUES (:instance, :entry, :execution, :worker, :run, :code, :reason, :requestId, :failedAt)
			ON CONFLICT DO NOTHING""";

	private static final String UPDATE = """
			UPDATE failed_worker SET execution_id = :execution, worker = :worker, run_id = :run, code = :code,
			reason = :reason, request_id = :requestId, failed_at = :failedAt
			WHERE instance_id = :instance AND entry_number = :entry""";

	private final JdbcClient jdbc;

	Failures(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Records failed Workers. An entry that failed before has its last failure only.
	 * @param instance the job instance, which a restart shares with what it resumes
	 * @param execution the job execution
	 * @param failures what failed
	 */
	public void record(long instance, long execution, List<FailedWorker> failures) {
		for (FailedWorker failure : failures) {
			Map<String, @Nullable Object> parameters = parameters(instance, execution, failure);
			int inserted = this.jdbc.sql(INSERT).params(parameters).update();
			if (inserted == 0) {
				this.jdbc.sql(UPDATE).params(parameters).update();
			}
		}
	}

	/** What failed in all executions of a job instance, in the order of the list. */
	public List<FailedWorker> of(long instance) {
		return this.jdbc.sql("SELECT * FROM failed_worker WHERE instance_id = ? ORDER BY entry_number")
			.param(instance)
			.query(Failures::read)
			.list();
	}

	/** How a Worker failed in some job instances, by job instance. */
	public Map<Long, FailedWorker> of(WorkerId worker, Collection<Long> instances) {
		Map<Long, FailedWorker> failures = new HashMap<>();
		if (!instances.isEmpty()) {
			this.jdbc.sql("SELECT * FROM failed_worker WHERE instance_id IN (:instances) AND worker = :worker")
				.param("instances", instances)
				.param("worker", worker.value())
				.query((row, number) -> failures.put(row.getLong("instance_id"), read(row, number)))
				.list();
		}
		return failures;
	}

	/**
	 * The Workers that failed in some of several job instances.
	 * @param instances the job instances, at least one
	 * @param times in how many of them
	 */
	public Set<String> inMany(Collection<Long> instances, int times) {
		return this.jdbc
			.sql("SELECT worker FROM failed_worker WHERE instance_id IN (:instances) GROUP BY worker "
					+ "HAVING COUNT(DISTINCT instance_id) = :all")
			.param("instances", instances)
			.param("all", times)
			.query(String.class)
			.set();
	}

	private static Map<String, @Nullable Object> parameters(long instance, long execution, FailedWorker failure) {
		RunId run = failure.run();
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("instance", instance);
		parameters.put("entry", failure.entry());
		parameters.put("execution", execution);
		parameters.put("worker", failure.worker());
		parameters.put("run", (run != null) ? run.value() : null);
		parameters.put("code", failure.code());
		parameters.put("reason", failure.reason());
		parameters.put("requestId", failure.requestId());
		parameters.put("failedAt", Columns.time(failure.failedAt()));
		return parameters;
	}

	private static FailedWorker read(ResultSet row, int number) throws SQLException {
		String run = row.getString("run_id");
		return new FailedWorker(row.getLong("entry_number"), row.getString("worker"),
				(run != null) ? new RunId(run) : null, row.getString("code"), row.getString("reason"),
				row.getString("request_id"), Columns.instant(row, "failed_at"));
	}

}
