package dev.logarchiver.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Answers from Spring Batch's tables what its repository would find only by reading all
 * executions there ever were.
 */
@Repository
public class ExecutionTable {

	/** Single values: for {@code EXISTS}, PostgreSQL may look through a whole table. */
	private static final String NAME = "(SELECT instance.job_name FROM batch_job_instance instance "
			+ "WHERE instance.job_instance_id = execution.job_instance_id)";

	private static final String LAST_OF_TICK = "(SELECT MAX(other.job_execution_id) FROM batch_job_execution other "
			+ "WHERE other.job_instance_id = execution.job_instance_id)";

	private static final String PARAMETER = "(SELECT parameter_value FROM batch_job_execution_params parameter "
			+ "WHERE parameter.job_execution_id = execution.job_execution_id AND parameter_name = ";

	private final JdbcClient jdbc;

	ExecutionTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The numbers of the newest executions, newest first. */
	public List<Long> newest(int limit) {
		return this.jdbc.sql("SELECT job_execution_id FROM batch_job_execution ORDER BY job_execution_id DESC LIMIT ?")
			.param(limit)
			.query(Long.class)
			.list();
	}

	/**
	 * The numbers of the executions in a status.
	 * @param names the names of their jobs in Spring Batch
	 * @param status their status
	 * @param before the number that theirs are below
	 * @param limit at most this many
	 * @return newest first
	 */
	public List<Long> inStatus(Collection<String> names, String status, long before, int limit) {
		return inStatus("", names, status, before, limit);
	}

	/** Those of them that are the last of their ticks. */
	public List<Long> lastInStatus(Collection<String> names, String status, long before, int limit) {
		return inStatus("AND job_execution_id = " + LAST_OF_TICK, names, status, before, limit);
	}

	private List<Long> inStatus(String condition, Collection<String> names, String status, long before, int limit) {
		return this.jdbc
			.sql("SELECT job_execution_id FROM batch_job_execution execution "
					+ "WHERE status = :status AND job_execution_id < :before AND " + NAME + " IN (:names) " + condition
					+ " ORDER BY status DESC, job_execution_id DESC LIMIT :limit")
			.param("status", status)
			.param("before", before)
			.param("names", names)
			.param("limit", limit)
			.query(Long.class)
			.list();
	}

	/**
	 * The numbers of the executions that were asked for.
	 * @param wanted which ones
	 * @param before the number that theirs are below
	 * @param limit at most this many
	 * @return newest first
	 */
	public List<Long> find(Wanted wanted, long before, int limit) {
		if (wanted.statuses().isEmpty()) {
			return find("", wanted, before, limit);
		}
		// a status at a time, each by the index
		return wanted.statuses()
			.stream()
			.flatMap((status) -> find(status, wanted, before, limit).stream())
			.sorted(Comparator.reverseOrder())
			.limit(limit)
			.toList();
	}

	private List<Long> find(String status, Wanted wanted, long before, int limit) {
		return this.jdbc
			.sql("SELECT job_execution_id FROM batch_job_execution execution WHERE job_execution_id < :before"
					+ (status.isEmpty() ? "" : " AND status = :status")
					+ ((wanted.since() != null) ? " AND create_time >= :since" : "")
					+ ((wanted.until() != null) ? " AND create_time < :until" : "")
					+ ((wanted.job() != null) ? " AND " + PARAMETER + "'job') = :job" : "") + " ORDER BY "
					+ (status.isEmpty() ? "" : "status DESC, ") + "job_execution_id DESC LIMIT :limit")
			.param("before", before)
			.param("status", status)
			.param("since", wanted.since())
			.param("until", wanted.until())
			.param("job", wanted.job())
			.param("limit", limit)
			.query(Long.class)
			.list();
	}

	/** The names of the jobs that the newest executions are of. */
	public SortedSet<String> jobs(int newest) {
		return new TreeSet<>(this.jdbc
			.sql("SELECT DISTINCT " + PARAMETER
					+ "'job') AS job FROM (SELECT job_execution_id FROM batch_job_execution "
					+ "ORDER BY job_execution_id DESC LIMIT ?) execution")
			.param(newest)
			.query(String.class)
			.list());
	}

	/**
	 * The executions that completed, of the newest ones.
	 * @param name the name of their job in Spring Batch
	 * @param newest how many of the newest executions of all jobs are looked at, but for
	 * those that callbacks begin between the ticks: any number may lie between two
	 * @return newest first
	 */
	public List<Completed> completed(String name, int newest) {
		return this.jdbc
			.sql("SELECT job_execution_id, job_instance_id, start_time, end_time, " + PARAMETER + "'job') AS job, "
					+ PARAMETER + "'list') AS list, " + PARAMETER + "'scheduled-at') AS tick, " + PARAMETER
					+ "'shard') AS shard, " + PARAMETER
					+ "'shards') AS shards FROM (SELECT * FROM batch_job_execution execution WHERE " + NAME
					+ " <> 'callbacks' ORDER BY job_execution_id DESC LIMIT :newest) execution "
					+ "WHERE status = 'COMPLETED' AND " + NAME + " = :name ORDER BY job_execution_id DESC")
			.param("newest", newest)
			.param("name", name)
			.query(ExecutionTable::read)
			.list();
	}

	/**
	 * The lists that a job works on, by its newest executions.
	 * @param name the name of the job in Spring Batch
	 * @param job the job's name
	 * @param newest how many of its executions are looked at
	 * @return the list of each, newest first
	 */
	public List<Long> lists(String name, String job, int newest) {
		return this.jdbc
			.sql("SELECT " + PARAMETER + "'list') AS list FROM batch_job_execution execution WHERE " + NAME
					+ " = :name AND " + PARAMETER + "'job') = :job ORDER BY job_execution_id DESC LIMIT :newest")
			.param("name", name)
			.param("job", job)
			.param("newest", newest)
			.query(Long.class)
			.list();
	}

	private static Completed read(ResultSet row, int number) throws SQLException {
		return new Completed(row.getLong("job_execution_id"), row.getLong("job_instance_id"), row.getString("job"),
				row.getLong("list"), row.getString("tick"), row.getInt("shard"), row.getInt("shards"),
				row.getObject("start_time", LocalDateTime.class), row.getObject("end_time", LocalDateTime.class));
	}

	/**
	 * Which executions are wanted; what is null or empty matches all.
	 *
	 * @param job the job's name
	 * @param statuses their status
	 * @param since only those that began from this time on, in the time zone of the
	 * system
	 * @param until only those that began before this time
	 */
	public record Wanted(@Nullable String job, Collection<String> statuses, @Nullable LocalDateTime since,
			@Nullable LocalDateTime until) {
	}

	/**
	 * An execution that went through its whole list.
	 *
	 * @param execution its number
	 * @param instance the number of its tick
	 * @param job the job's name
	 * @param list the list that it worked on
	 * @param tick the tick that it stands for; null for a backfill
	 * @param shard which of the shards of the tick it is
	 * @param shards how many there are; 0 where the list isn't shared
	 * @param startedAt when it started, in the time zone of the system
	 * @param endedAt when it ended
	 */
	public record Completed(long execution, long instance, String job, long list, @Nullable String tick, int shard,
			int shards, @Nullable LocalDateTime startedAt, @Nullable LocalDateTime endedAt) {
	}

}
