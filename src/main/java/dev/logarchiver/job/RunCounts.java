package dev.logarchiver.job;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * What became of runs that the platform listed: those between two last runs, or those of
 * a backfill.
 *
 * @param found how many there are
 * @param known those that were archived before
 * @param archived those of which a log was stored
 * @param gone those whose log could not be had any more
 * @param failed those that failed, and stay to be archived
 */
public record RunCounts(long found, long known, long archived, long gone, long failed) {

	static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0);

	static final RunCounts ARCHIVED = new RunCounts(0, 0, 1, 0, 0);

	static final RunCounts KNOWN = new RunCounts(0, 1, 0, 0, 0);

	static final RunCounts GONE = new RunCounts(0, 0, 0, 1, 0);

	static final RunCounts FAILED = new RunCounts(0, 0, 0, 0, 1);

	private static final String PREFIX = "runs.";

	static RunCounts found(long runs) {
		return new RunCounts(runs, 0, 0, 0, 0);
	}

	static RunCounts from(ExecutionContext context) {
		return new RunCounts(context.getLong(PREFIX + "found", 0), context.getLong(PREFIX + "known", 0),
				context.getLong(PREFIX + "archived", 0), context.getLong(PREFIX + "gone", 0),
				context.getLong(PREFIX + "failed", 0));
	}

	void putInto(ExecutionContext context) {
		context.putLong(PREFIX + "found", this.found);
		context.putLong(PREFIX + "known", this.known);
		context.putLong(PREFIX + "archived", this.archived);
		context.putLong(PREFIX + "gone", this.gone);
		context.putLong(PREFIX + "failed", this.failed);
	}

	RunCounts plus(RunCounts other) {
		return new RunCounts(this.found + other.found, this.known + other.known, this.archived + other.archived,
				this.gone + other.gone, this.failed + other.failed);
	}

}
