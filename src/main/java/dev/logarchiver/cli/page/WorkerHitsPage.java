package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.logarchiver.run.Units;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.search.LogHits;

/** In which Workers lines were found: those with most of them first. */
public final class WorkerHitsPage {

	private final int limit;

	private final Map<WorkerId, WorkerHits> workers = new HashMap<>();

	/**
	 * Creates a page.
	 * @param limit how many Workers are printed at most
	 */
	public WorkerHitsPage(int limit) {
		this.limit = limit;
	}

	/** Adds what was found in a log. */
	public void add(LogHits found) {
		this.workers.merge(found.log().worker(), WorkerHits.of(found), WorkerHits::plus);
	}

	public Object json() {
		return shown();
	}

	private List<WorkerHits> shown() {
		return this.workers.values()
			.stream()
			.sorted(Comparator.comparingLong(WorkerHits::hits).reversed().thenComparing(WorkerHits::worker))
			.limit(this.limit)
			.toList();
	}

	@Override
	public String toString() {
		if (this.workers.isEmpty()) {
			return "No line matches.";
		}
		Table table = new Table("WORKER", "HITS", "LOGS", "FIRST", "LAST");
		for (WorkerHits worker : shown()) {
			table.row(worker.worker(), worker.hits(), worker.logs(), Units.time(worker.first()),
					Units.time(worker.last()));
		}
		return table + ((this.workers.size() > this.limit)
				? "\n\n" + this.limit + " of " + this.workers.size() + " Workers: a larger --limit shows them all."
				: "");
	}

	/** How many lines of a Worker match. The names are a public interface. */
	record WorkerHits(String worker, long hits, long logs, Instant first, Instant last) {

		static WorkerHits of(LogHits found) {
			Instant at = found.log().runAt();
			return new WorkerHits(found.log().worker().value(), found.hits(), 1, at, at);
		}

		WorkerHits plus(WorkerHits other) {
			return new WorkerHits(this.worker, this.hits + other.hits, this.logs + other.logs,
					this.first.isBefore(other.first) ? this.first : other.first,
					this.last.isAfter(other.last) ? this.last : other.last);
		}

	}

}
