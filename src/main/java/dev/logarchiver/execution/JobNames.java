package dev.logarchiver.execution;

import java.util.List;

/**
 * The names that jobs and steps have in the job repository, in the order of their work.
 */
public final class JobNames {

	public static final String ARCHIVE = "archive";

	public static final String BACKFILL = "backfill";

	public static final String PRUNE = "prune";

	/**
	 * Archives what callbacks announce: between the ticks of the scheduled job, and no
	 * part of its history. No job can be given this name.
	 */
	public static final String CALLBACKS = "callbacks";

	public static final List<String> JOBS = List.of(ARCHIVE, BACKFILL, PRUNE, CALLBACKS);

	public static final String LAST_RUNS = "archive-logs";

	public static final String UNFINISHED = "finish-runs";

	public static final String LISTING = "list-runs";

	public static final String FURTHER_RUNS = "archive-runs";

	public static final String PRUNE_LIST = "list-pruned";

	public static final String PRUNE_DELETE = "delete-pruned";

	static final List<String> STEPS = List.of(LAST_RUNS, UNFINISHED, LISTING, FURTHER_RUNS);

	/**
	 * The exit status of an execution that ended because the platform rejected the key.
	 */
	public static final String KEY_REJECTED = "KEY_REJECTED";

	private JobNames() {
	}

}
