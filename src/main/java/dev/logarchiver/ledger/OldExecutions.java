package dev.logarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes executions from the job repository, and what nothing else refers to: a tick
 * with all its executions, or nothing of it.
 */
@Repository
public class OldExecutions {

	/** So many of the newest executions stay, however old they are. */
	static final int KEPT = 100;

	private static final int BATCH = 500;

	private static final String OLDEST = """
			SELECT job_execution_id, job_instance_id, create_time FROM batch_job_execution
			WHERE job_execution_id > :after AND job_execution_id < :newest ORDER BY job_execution_id LIMIT\s""" + BATCH;

	/** What is running, or may be resumed because it is young or has runs to archive. */
	private static final String NEEDED = """
			SELECT DISTINCT job_instance_id FROM batch_job_execution
			WHERE job_instance_id IN (:instances) AND (status IN ('STARTING', 'STARTED', 'STOPPING')
				OR job_execution_id >= :newest OR COALESCE(end_time, last_updated, create_time) >= :until)
			UNION SELECT DISTINCT instance_id FROM pending_run WHERE instance_id IN (:instances) AND NOT gone""";

	private static final String EXECUTIONS = "SELECT job_execution_id FROM batch_job_execution "
			+ "WHERE job_instance_id IN (:instances)";

	private static final String STEPS = "SELECT step_execution_id FROM batch_step_execution "
			+ "WHERE job_execution_id IN (:executions)";

	/** Those that hang on a tick. */
	private static final List<String> OF_INSTANCE = List.of("failed_worker WHERE instance_id",
			"worker_outcome WHERE instance_id", "pending_run WHERE instance_id",
			"batch_job_instance WHERE job_instance_id");

	/** Those that hang on an execution, before the execution itself. */
	private static final List<String> OF_EXECUTION = List.of("survey WHERE execution_id",
			"batch_step_execution WHERE job_execution_id", "batch_job_execution_context WHERE job_execution_id",
			"batch_job_execution_params WHERE job_execution_id", "batch_job_execution WHERE job_execution_id");

	private final JdbcClient jdbc;

	public OldExecutions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Looks for ticks to remove.
	 * @param after the number of the execution that the page before ended with; 0 at the
	 * start
	 * @param until all their executions ended before this time, in the time zone of the
	 * system
	 */
	public Page find(long after, LocalDateTime until) {
		long newest = newestToRemove();
		List<Execution> oldest = this.jdbc.sql(OLDEST)
			.param("after", after)
			.param("newest", newest)
			.query(Execution::read)
			.list()
			.stream()
			.takeWhile((execution) -> execution.createdAt().isBefore(until))
			.toList();
		Set<Long> instances = oldest.stream().map(Execution::instance).collect(Collectors.toSet());
		if (!instances.isEmpty()) {
			instances.removeAll(this.jdbc.sql(NEEDED)
				.param("instances", instances)
				.param("newest", newest)
				.param("until", until)
				.query(Long.class)
				.list());
		}
		return new Page(instances, (oldest.size() == BATCH) ? oldest.getLast().number() : 0);
	}

	private long newestToRemove() {
		return this.jdbc
			.sql("SELECT job_execution_id FROM batch_job_execution ORDER BY job_execution_id DESC LIMIT 1 OFFSET "
					+ (KEPT - 1))
			.query(Long.class)
			.optional()
			.orElse(0L);
	}

	/**
	 * Removes ticks, and what hangs on them.
	 * @param instances those that were found
	 * @return how many executions they had
	 */
	@Transactional
	public int remove(Collection<Long> instances) {
		List<Long> executions = numbers(EXECUTIONS, "instances", instances);
		List<Long> steps = numbers(STEPS, "executions", executions);
		delete("batch_step_execution_context WHERE step_execution_id", steps);
		OF_EXECUTION.forEach((table) -> delete(table, executions));
		OF_INSTANCE.forEach((table) -> delete(table, instances));
		return executions.size();
	}

	private List<Long> numbers(String query, String name, Collection<Long> of) {
		return of.isEmpty() ? List.of() : this.jdbc.sql(query).param(name, of).query(Long.class).list();
	}

	private void delete(String table, Collection<Long> numbers) {
		if (!numbers.isEmpty()) {
			this.jdbc.sql("DELETE FROM " + table + " IN (:numbers)").param("numbers", numbers).update();
		}
	}

	/**
	 * Ticks to remove.
	 *
	 * @param instances their numbers in the job repository
	 * @param last after which execution there may be more; 0 if there are none
	 */
	public record Page(Set<Long> instances, long last) {
	}

	private record Execution(long number, long instance, LocalDateTime createdAt) {

		static Execution read(ResultSet row, int number) throws SQLException {
			return new Execution(row.getLong("job_execution_id"), row.getLong("job_instance_id"),
					row.getObject("create_time", LocalDateTime.class));
		}

	}

}
