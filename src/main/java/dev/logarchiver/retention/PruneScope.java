package dev.logarchiver.retention;

import java.util.List;

import dev.logarchiver.run.WorkerPattern;

/**
 * What is to be pruned.
 *
 * @param workers only logs of Workers that one of these patterns fits; all if empty
 * @param superseded whether earlier revisions go too where the newest one was redacted
 */
public record PruneScope(List<WorkerPattern> workers, boolean superseded) {

	public PruneScope {
		workers = List.copyOf(workers);
	}

}
