package dev.logarchiver.job;

import java.util.List;

/**
 * The names that jobs and steps have in the job repository, in the order of their work.
 */
final class JobNames {

	static final String ARCHIVE = "archive";

	static final String BACKFILL = "backfill";

	static final List<String> JOBS = List.of(ARCHIVE, BACKFILL);

	static final String LAST_RUNS = "archive-logs";

	static final String UNFINISHED = "finish-runs";

	static final String LISTING = "list-runs";

	static final String FURTHER_RUNS = "archive-runs";

	static final List<String> STEPS = List.of(LAST_RUNS, UNFINISHED, LISTING, FURTHER_RUNS);

	/**
	 * The exit status of an execution that ended because the platform rejected the key.
	 */
	static final String KEY_REJECTED = "KEY_REJECTED";

	private JobNames() {
	}

}
