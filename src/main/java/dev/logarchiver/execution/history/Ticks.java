package dev.logarchiver.execution.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

	private final ExecutionTable table;

	private final Executions executions;

	Ticks(ExecutionTable table, Executions executions) {
		this.table = table;
		this.executions = executions;
	}

	/** The last tick of each job that ran lately, the newest first. */
	public List<JobTick> last() {
		Map<String, List<Instant>> starts = new LinkedHashMap<>();
		Map<String, Long> newest = new LinkedHashMap<>();
		for (Completed execution : this.table.completed(JobNames.ARCHIVE, RECENT)) {
			newest.merge(execution.job(), execution.execution(), Math::max);
			Instant start = Executions.instant(execution.startedAt());
			if (start != null) {
				starts.computeIfAbsent(execution.job(), (_) -> new ArrayList<>()).add(start);
			}
		}
		unfinished().forEach((execution) -> newest.merge(
				this.executions.find(execution).map((report) -> report.order().job()).orElse(""), execution,
				Math::max));
		newest.remove("");
		return newest.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Long>comparingByValue().reversed())
			.map((job) -> this.executions.find(job.getValue())
				.map((report) -> new JobTick(report, next(report, starts.getOrDefault(job.getKey(), List.of()))))
				.orElse(null))
			.filter(Objects::nonNull)
			.toList();
	}

	/** Those that are running, and the last one that failed or was stopped. */
	private Collection<Long> unfinished() {
		List<Long> found = new ArrayList<>(
				this.executions.running(JobNames.ARCHIVE).stream().map(JobExecution::getId).toList());
		this.executions.newestUnfinished(JobNames.ARCHIVE, (_) -> true).map(JobExecution::getId).ifPresent(found::add);
		return found;
	}

	/** Later than the last one by the median of the times between ticks. */
	private static @Nullable Instant next(ExecutionReport last, List<Instant> starts) {
		if (starts.size() < LEAST || last.startedAt() == null) {
			return null;
		}
		List<Duration> gaps = IntStream.range(1, starts.size())
			.mapToObj((i) -> Duration.between(starts.get(i), starts.get(i - 1)))
			.sorted()
			.toList();
		return last.startedAt().plus(gaps.get(gaps.size() / 2));
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
