package dev.logarchiver.job;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * How many Workers ended how; kept with the execution, so that a restart counts on.
 *
 * @param archived Workers of which a log was stored
 * @param unchanged Workers whose run is archived already
 * @param noRun Workers that never ran
 * @param failed Workers and bad lines that failed
 * @param partial those of the archived and unchanged whose run still goes on
 * @param bytes uncompressed log text archived
 */
public record Counts(long archived, long unchanged, long noRun, long failed, long partial, long bytes) {

	static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

	private static final String PREFIX = "count.";

	static Counts from(ExecutionContext context) {
		return new Counts(context.getLong(PREFIX + "archived", 0), context.getLong(PREFIX + "unchanged", 0),
				context.getLong(PREFIX + "no_run", 0), context.getLong(PREFIX + "failed", 0),
				context.getLong(PREFIX + "partial", 0), context.getLong(PREFIX + "bytes", 0));
	}

	void putInto(ExecutionContext context) {
		context.putLong(PREFIX + "archived", this.archived);
		context.putLong(PREFIX + "unchanged", this.unchanged);
		context.putLong(PREFIX + "no_run", this.noRun);
		context.putLong(PREFIX + "failed", this.failed);
		context.putLong(PREFIX + "partial", this.partial);
		context.putLong(PREFIX + "bytes", this.bytes);
	}

	Counts plus(WorkerResult result) {
		Outcome outcome = result.outcome();
		boolean counted = outcome == Outcome.ARCHIVED || outcome == Outcome.UNCHANGED;
		return new Counts(this.archived + oneIf(outcome == Outcome.ARCHIVED),
				this.unchanged + oneIf(outcome == Outcome.UNCHANGED), this.noRun + oneIf(outcome == Outcome.NO_RUN),
				this.failed + oneIf(outcome == Outcome.FAILED), this.partial + oneIf(counted && result.partial()),
				this.bytes + result.bytes());
	}

	/**
	 * How many Workers and bad lines are done with.
	 * @return the sum of the outcomes
	 */
	public long workers() {
		return this.archived + this.unchanged + this.noRun + this.failed;
	}

	private static int oneIf(boolean condition) {
		return condition ? 1 : 0;
	}

}
