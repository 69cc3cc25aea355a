package dev.logarchiver.execution.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import dev.logarchiver.execution.JobNames;
import dev.logarchiver.run.Shard;
import dev.logarchiver.state.ExecutionTable;
import dev.logarchiver.state.ExecutionTable.Completed;

/**
 * The last ticks of a job that completed, be it in parts. The shards of a tick share its
 * list; between two ticks their number may change.
 */
public final class JobTicks {

	/** So many executions are looked at, of as many shards as there are. */
	private static final int RECENT = 200;

	/** More would cost more than they tell. */
	static final int MOST = 20_000;

	/** The whole list, as a shard. */
	private static final Shard WHOLE = new Shard(0, 1);

	private final List<CompletedTick> ticks = new ArrayList<>();

	private JobTicks(List<Completed> newestFirst) {
		Map<String, List<Completed>> byTick = new LinkedHashMap<>();
		newestFirst.forEach(
				(execution) -> byTick
					.computeIfAbsent(Objects.requireNonNullElse(execution.tick(), "") + " " + execution.shards(),
							(_) -> new ArrayList<>())
					.add(execution));
		byTick.values().forEach((parts) -> this.ticks.add(new CompletedTick(parts.getFirst().shards(), parts)));
	}

	/**
	 * The ticks of each job that ran lately.
	 * @param wanted which executions count
	 */
	public static Map<String, JobTicks> byJob(ExecutionTable table, Predicate<Completed> wanted) {
		List<Completed> completed = table.completed(JobNames.ARCHIVE, RECENT);
		int shards = completed.stream().mapToInt(Completed::shards).max().orElse(0);
		if (shards > 1) {
			completed = table.completed(JobNames.ARCHIVE, Math.min(RECENT * shards, MOST));
		}
		Map<String, List<Completed>> byJob = new LinkedHashMap<>();
		completed.stream()
			.filter(wanted)
			.forEach((execution) -> byJob.computeIfAbsent(execution.job(), (_) -> new ArrayList<>()).add(execution));
		Map<String, JobTicks> ticks = new LinkedHashMap<>();
		byJob.forEach((job, executions) -> ticks.put(job, new JobTicks(executions)));
		return ticks;
	}

	/** The ticks, newest first. */
	List<CompletedTick> ticks() {
		return this.ticks;
	}

	/** The newest tick of which nothing is missing. */
	Optional<CompletedTick> newestComplete() {
		return this.ticks.stream().filter(CompletedTick::isComplete).findFirst();
	}

	/**
	 * The executions that together speak for all Workers of the newest list, as far as
	 * there are any: of each shard the newest one. Where one is missing, what came before
	 * speaks for its Workers.
	 */
	public List<ListPart> parts() {
		List<ListPart> parts = new ArrayList<>();
		List<Shard> covered = new ArrayList<>();
		for (CompletedTick tick : this.ticks) {
			for (Completed execution : tick.parts()) {
				Shard shard = shard(execution);
				if (!covered.contains(shard)) {
					// shards of the same tick have no Workers in common
					List<Shard> newer = covered.stream().filter((other) -> other.count() != shard.count()).toList();
					parts.add(part(execution, newer));
					covered.add(shard);
				}
			}
			long own = covered.stream().filter((other) -> other.count() == Math.max(1, tick.shards())).count();
			if (own == Math.max(1, tick.shards())) {
				break;
			}
		}
		return parts;
	}

	private ListPart part(Completed execution, List<Shard> newer) {
		List<Long> instances = new ArrayList<>();
		int found = 0;
		for (CompletedTick tick : this.ticks) {
			List<Long> own = tick.parts()
				.stream()
				.filter((part) -> part.shards() != execution.shards() || part.shard() == execution.shard())
				.map(Completed::instance)
				.toList();
			if (!own.isEmpty() && found < Freshness.REPEATEDLY) {
				instances.addAll(own);
				found++;
			}
		}
		return new ListPart(execution, newer, instances, found);
	}

	private static Shard shard(Completed execution) {
		return (execution.shards() > 0) ? new Shard(execution.shard(), execution.shards()) : WHOLE;
	}

}
