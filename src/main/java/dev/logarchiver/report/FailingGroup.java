package dev.logarchiver.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.logarchiver.lines.difference.LineMask;

/**
 * Workers that fail with the same first error, times, IDs and numbers aside.
 *
 * @param workers at least one
 */
public record FailingGroup(List<FailingWorker> workers) {

	public FailingGroup {
		workers = List.copyOf(workers);
	}

	/**
	 * Makes groups, in the order of their first Workers. One without an error is alone.
	 */
	public static List<FailingGroup> of(List<FailingWorker> workers) {
		LineMask mask = new LineMask();
		Map<Object, List<FailingWorker>> groups = new LinkedHashMap<>();
		for (FailingWorker worker : workers) {
			Object key = (worker.error() != null) ? mask.hash(worker.error()) : worker.worker();
			groups.computeIfAbsent(key, (_) -> new ArrayList<>()).add(worker);
		}
		return groups.values().stream().map(FailingGroup::new).toList();
	}

	/** The Worker that stands for the group. */
	public FailingWorker first() {
		return this.workers.getFirst();
	}

	public long runs() {
		return this.workers.stream().mapToLong((worker) -> worker.tally().runs()).sum();
	}

	public long failed() {
		return this.workers.stream().mapToLong((worker) -> worker.tally().failed()).sum();
	}

	/** Since when the first of them fails. */
	public Instant since() {
		return this.workers.stream()
			.map((worker) -> worker.failed().since())
			.min(Comparator.naturalOrder())
			.orElseThrow();
	}

}
