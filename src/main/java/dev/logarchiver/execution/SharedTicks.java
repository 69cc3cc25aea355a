package dev.logarchiver.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.run.Shard;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;

/** Finds the shards of a tick, each of which has executions of its own. */
@Component
public class SharedTicks {

	private final JobRepository repository;

	private final Executions executions;

	SharedTicks(JobRepository repository, Executions executions) {
		this.repository = repository;
		this.executions = executions;
	}

	/**
	 * The tick that an execution is a part of.
	 * @param report the execution
	 * @return the tick; empty if the execution is all of it
	 */
	public Optional<SharedTick> of(ExecutionReport report) {
		Shard shard = report.order().shard();
		return (shard == null) ? Optional.empty()
				: Optional.of(new SharedTick(IntStream.range(0, shard.count())
					.mapToObj((index) -> last(report, new Shard(index, shard.count())))
					.flatMap(Optional::stream)
					.toList(), shard.count()));
	}

	private Optional<ExecutionReport> last(ExecutionReport report, Shard shard) {
		Parameters identity = Parameters.tick(new JobPart(report.order().job(), shard),
				Objects.requireNonNull(report.order().scheduledAt()));
		JobExecution last = this.repository.getLastJobExecution(identity.jobName(), identity.values());
		return (last != null) ? this.executions.find(last.getId()) : Optional.empty();
	}

	/**
	 * Adds up the shards of each tick.
	 * @param reports executions, newest first
	 * @return the same, with one in place of all shards of a tick, where the newest of
	 * them was; if that isn't among them, each for itself
	 */
	public List<ExecutionReport> addUp(List<ExecutionReport> reports) {
		Set<Long> all = reports.stream().map(ExecutionReport::execution).collect(Collectors.toSet());
		Set<Long> added = new HashSet<>();
		List<ExecutionReport> sums = new ArrayList<>();
		for (ExecutionReport report : reports) {
			if (!added.contains(report.execution())) {
				Optional<SharedTick> tick = of(report).filter((shared) -> all.contains(shared.newest()));
				tick.stream()
					.flatMap((shared) -> shared.parts().stream())
					.forEach((part) -> added.add(part.execution()));
				// what another execution of its shard went on with stands for itself
				sums.add(tick.filter((_) -> added.contains(report.execution())).map(SharedTick::sum).orElse(report));
			}
		}
		return sums;
	}

}
