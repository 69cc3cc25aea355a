package dev.logarchiver.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;

/**
 * Which logs of some Workers are held.
 *
 * @param byWorker the holds of each, the one on all its logs first
 */
public record HeldLogs(Map<WorkerId, List<Hold>> byWorker) {

	public HeldLogs {
		byWorker = Map.copyOf(byWorker);
	}

	/** What holds the logs of a run of one of these Workers. */
	public Optional<Hold> find(WorkerId worker, RunId run) {
		return this.byWorker.getOrDefault(worker, List.of()).stream().filter((hold) -> hold.covers(run)).findFirst();
	}

	/** What holds a log of one of these Workers. */
	public Optional<Hold> find(ArchivedLog log) {
		return find(log.worker(), log.runId());
	}

}
