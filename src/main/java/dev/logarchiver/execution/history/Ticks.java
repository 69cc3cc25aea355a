package dev.logarchiver.execution.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.SharedTick;
import dev.logarchiver.execution.SharedTicks;
import dev.logarchiver.state.ExecutionTable;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.stereotype.Component;

/**
 * The last tick of each job, and when the next one is to be expected. Nobody tells this
 * program a job's schedule: it is taken to go on as it went.
 */
@Component
public class Ticks {

	private static final int LEAST = 3;

	/** More would cost more than they tell. */
	private static final int LOOKED_AT = 4;

	private final ExecutionTable table;

	private final Executions executions;

	private final SharedTicks shared;

	Ticks(ExecutionTable table, Executions executions, SharedTicks shared) {
		this.table = table;
		this.executions = executions;
		this.shared = shared;
	}

	/** The last tick of each job that ran lately, the newest first. */
	public List<JobTick> last() {
		Map<String, JobTicks> completed = JobTicks.byJob(this.table, (_) -> true);
		Map<String, ExecutionReport> newest = new LinkedHashMap<>();
		completed.values().forEach((job) -> add(job.ticks().getFirst().execution(), newest));
		unfinished().forEach((execution) -> add(execution, newest));
		return newest.values()
			.stream()
			.sorted(Comparator.comparingLong(ExecutionReport::execution).reversed())
			.map((report) -> new JobTick(this.shared.of(report).map(SharedTick::sum).orElse(report),
					next(report, completed.get(report.order().job()))))
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
	private @Nullable Instant next(ExecutionReport last, @Nullable JobTicks completed) {
		Instant tick = last.order().scheduledAt();
		List<Instant> ticks = (completed == null) ? List.of()
				: completed.ticks()
					.stream()
					.map(CompletedTick::tick)
					.distinct()
					.limit(LOOKED_AT)
					.map(Instant::parse)
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
