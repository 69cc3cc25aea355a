package dev.logarchiver.simulation;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The Workers and runs that the platform knows at this moment of its clock.
 */
final class Registry {

	private final Map<String, SimulatedWorker> workers = new ConcurrentSkipListMap<>();

	private final Map<String, SimulatedWorker> aliases = new ConcurrentHashMap<>();

	private final Map<String, String> slugs = new ConcurrentHashMap<>();

	private final Map<String, SimulatedRun> runs = new ConcurrentHashMap<>();

	private volatile boolean unknownWorkersHaveOneRun;

	private volatile @Nullable InstantSource appearBy;

	SimulatedWorker getOrCreate(String id) {
		SimulatedWorker known = this.aliases.get(id);
		return (known != null) ? known : this.workers.computeIfAbsent(id, (key) -> new SimulatedWorker(key, this));
	}

	/** The slug of a new Worker: no two have the same. */
	String freeSlug(String id) {
		String name = id.substring(id.indexOf('~') + 1);
		String taken = this.slugs.putIfAbsent(name, id);
		return (taken == null || taken.equals(id)) ? name : id.replace('~', '-');
	}

	void add(SimulatedRun run) {
		this.runs.put(run.slug(), run);
	}

	void alias(String slug, SimulatedWorker worker) {
		this.aliases.put(slug, worker);
	}

	void unknownWorkersHaveOneRun() {
		this.unknownWorkersHaveOneRun = true;
	}

	void runsAppearBy(InstantSource clock) {
		this.appearBy = clock;
	}

	Collection<SimulatedWorker> workers() {
		return this.workers.values();
	}

	@Nullable SimulatedWorker worker(String id) {
		SimulatedWorker worker = this.workers.get(id);
		return (worker != null) ? worker : this.aliases.get(id);
	}

	/**
	 * Whether calls on an ID are answered by anything but "no such Worker".
	 */
	boolean knows(String id) {
		return this.unknownWorkersHaveOneRun || worker(id) != null;
	}

	@Nullable SimulatedRun lastRun(String workerId) {
		List<SimulatedRun> ofWorker = runs(workerId);
		for (SimulatedRun run : ofWorker.reversed()) {
			if (hasAppeared(run)) {
				return run;
			}
		}
		return null;
	}

	@Nullable SimulatedRun run(String slug) {
		SimulatedRun run = this.runs.get(slug);
		if (run == null && this.unknownWorkersHaveOneRun) {
			return DefaultRun.ofSlug(slug);
		}
		return (run != null && hasAppeared(run)) ? run : null;
	}

	Stream<SimulatedRun> appearedRuns(@Nullable String workerId) {
		Stream<SimulatedRun> all = (workerId != null) ? runs(workerId).stream() : this.runs.values().stream();
		return all.filter(this::hasAppeared);
	}

	private List<SimulatedRun> runs(String workerId) {
		SimulatedWorker worker = worker(workerId);
		if (worker != null) {
			return worker.runs();
		}
		return this.unknownWorkersHaveOneRun ? List.of(DefaultRun.ofWorker(workerId)) : List.of();
	}

	private boolean hasAppeared(SimulatedRun run) {
		InstantSource clock = this.appearBy;
		return clock == null || !run.createdAt().isAfter(clock.instant());
	}

}
