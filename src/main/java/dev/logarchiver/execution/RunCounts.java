package dev.logarchiver.execution;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The runs that the platform listed, by outcome: those between two last runs, or those of
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

	public static final RunCounts ARCHIVED = new RunCounts(0, 0, 1, 0, 0);

	public static final RunCounts KNOWN = new RunCounts(0, 1, 0, 0, 0);

	public static final RunCounts GONE = new RunCounts(0, 0, 0, 1, 0);

	public static final RunCounts FAILED = new RunCounts(0, 0, 0, 0, 1);

	public static RunCounts found(long runs) {
		return new RunCounts(runs, 0, 0, 0, 0);
	}

	static RunCounts from(ExecutionContext context, String prefix) {
		return new RunCounts(context.getLong(prefix + "found", 0), context.getLong(prefix + "known", 0),
				context.getLong(prefix + "archived", 0), context.getLong(prefix + "gone", 0),
				context.getLong(prefix + "failed", 0));
	}

	void putInto(ExecutionContext context, String prefix) {
		context.putLong(prefix + "found", this.found);
		context.putLong(prefix + "known", this.known);
		context.putLong(prefix + "archived", this.archived);
		context.putLong(prefix + "gone", this.gone);
		context.putLong(prefix + "failed", this.failed);
	}

	public RunCounts plus(RunCounts other) {
		return new RunCounts(this.found + other.found, this.known + other.known, this.archived + other.archived,
				this.gone + other.gone, this.failed + other.failed);
	}

}
