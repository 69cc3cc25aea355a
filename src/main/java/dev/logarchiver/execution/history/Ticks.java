package dev.logarchiver.execution.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.state.ExecutionTable;
import dev.logarchiver.state.ExecutionTable.Completed;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.stereotype.Component;

/**
 * The last tick of each job, and when the next one is to be expected. Nobody tells this
 * program a job's schedule: it is taken to go on as it went.
 */
@Component
public class Ticks {

	private static final int RECENT = 200;

	private static final int LEAST = 3;

	/** More would cost more than they tell. */
	private static final int LOOKED_AT = 4;

	private final ExecutionTable table;

	private final Executions executions;

	Ticks(ExecutionTable table, Executions executions) {
		this.table = table;
		this.executions = executions;
	}

	/** The last tick of each job that ran lately, the newest first. */
	public List<JobTick> last() {
		Map<String, List<Long>> completed = new LinkedHashMap<>();
		for (Completed execution : this.table.completed(JobNames.ARCHIVE, RECENT)) {
			completed.computeIfAbsent(execution.job(), (_) -> new ArrayList<>()).add(execution.execution());
		}
		Map<String, ExecutionReport> newest = new LinkedHashMap<>();
		completed.values().forEach((executions) -> add(executions.getFirst(), newest));
		unfinished().forEach((execution) -> add(execution, newest));
		return newest.values()
			.stream()
			.sorted(Comparator.comparingLong(ExecutionReport::execution).reversed())
			.map((report) -> new JobTick(report, next(report, completed.getOrDefault(report.order().job(), List.of()))))
			.toList();
	}

	private void add(long execution, Map<String, ExecutionReport> newest) {
		this.executions.find(execution)
			.ifPresent((report) -> newest.merge(report.order().job(), report,
					(one, other) -> (one.execution() > other.execution()) ? one : other));
	}

	/** Those that are running, and the last one that failed or was stopped. */
	private Collection<Long> unfinished() {
		List<Long> found = new ArrayList<>(
				this.executions.running(JobNames.ARCHIVE).stream().map(JobExecution::getId).toList());
		this.executions.newestUnfinished(JobNames.ARCHIVE, (_) -> true).map(JobExecution::getId).ifPresent(found::add);
		return found;
	}

	/** Later than the last one by the median of the times between the last ticks. */
	private @Nullable Instant next(ExecutionReport last, List<Long> completed) {
		Instant tick = last.order().scheduledAt();
		List<Instant> ticks = completed.stream()
			.limit(LOOKED_AT)
			.flatMap((execution) -> this.executions.find(execution).stream())
			.map((report) -> report.order().scheduledAt())
			.filter(Objects::nonNull)
			.toList();
		if (ticks.size() < LEAST || tick == null) {
			return null;
		}
		List<Duration> gaps = IntStream.range(1, ticks.size())
			.mapToObj((i) -> Duration.between(ticks.get(i), ticks.get(i - 1)))
			.sorted()
			.toList();
		return tick.plus(gaps.get(gaps.size() / 2));
	}

	/**
	 * The last tick of a job.
	 *
	 * @param last its newest execution
	 * @param next when the next one is to be expected; {@code null} if nobody can say
	 */
	public record JobTick(ExecutionReport last, @Nullable Instant next) {

	}

}
