package dev.logarchiver.execution;

import java.util.Collection;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.store.Completeness;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * How many Workers ended how; kept with the steps, so that a restart counts on.
 *
 * @param archived Workers of which a log was stored
 * @param unchanged Workers whose runs are archived already
 * @param noRun Workers that never ran
 * @param failed Workers and bad lines that failed
 * @param partial those of the archived and unchanged of which a run still goes on
 * @param first Workers of which nothing had been archived before
 * @param previews logs of which a preview was stored in place of the text
 * @param bytes uncompressed log text archived
 * @param runs the runs that the platform listed
 * @param unlisted the runs that had not ended when their Workers were taken off the list
 */
public record Counts(long archived, long unchanged, long noRun, long failed, long partial, long first, long previews,
		long bytes, RunCounts runs, RunCounts unlisted) {

	public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, RunCounts.NONE, RunCounts.NONE);

	private static final String PREFIX = "count.";

	private static final String RUNS = "runs.";

	private static final String UNLISTED = "unlisted.";

	public static Counts from(ExecutionContext context) {
		return new Counts(context.getLong(PREFIX + "archived", 0), context.getLong(PREFIX + "unchanged", 0),
				context.getLong(PREFIX + "no_run", 0), context.getLong(PREFIX + "failed", 0),
				context.getLong(PREFIX + "partial", 0), context.getLong(PREFIX + "first", 0),
				context.getLong(PREFIX + "previews", 0), context.getLong(PREFIX + "bytes", 0),
				RunCounts.from(context, RUNS), RunCounts.from(context, UNLISTED));
	}

	public void putInto(ExecutionContext context) {
		context.putLong(PREFIX + "archived", this.archived);
		context.putLong(PREFIX + "unchanged", this.unchanged);
		context.putLong(PREFIX + "no_run", this.noRun);
		context.putLong(PREFIX + "failed", this.failed);
		context.putLong(PREFIX + "partial", this.partial);
		context.putLong(PREFIX + "first", this.first);
		context.putLong(PREFIX + "previews", this.previews);
		context.putLong(PREFIX + "bytes", this.bytes);
		this.runs.putInto(context, RUNS);
		this.unlisted.putInto(context, UNLISTED);
	}

	public Counts plus(Counts other) {
		return new Counts(this.archived + other.archived, this.unchanged + other.unchanged, this.noRun + other.noRun,
				this.failed + other.failed, this.partial + other.partial, this.first + other.first,
				this.previews + other.previews, this.bytes + other.bytes, this.runs.plus(other.runs),
				this.unlisted.plus(other.unlisted));
	}

	/** Counts Workers that ended the same way. */
	public Counts plus(Outcome outcome, boolean partial, long workers) {
		boolean counted = outcome == Outcome.ARCHIVED || outcome == Outcome.UNCHANGED;
		return plus(
				new Counts((outcome == Outcome.ARCHIVED) ? workers : 0, (outcome == Outcome.UNCHANGED) ? workers : 0,
						(outcome == Outcome.NO_RUN) ? workers : 0, (outcome == Outcome.FAILED) ? workers : 0,
						(counted && partial) ? workers : 0, 0, 0, 0, RunCounts.NONE, RunCounts.NONE));
	}

	/** Counts what was stored. */
	public Counts plusStored(Collection<ArchivedLog> logs) {
		long previews = logs.stream().filter((log) -> log.completeness() == Completeness.PREVIEW).count();
		long bytes = logs.stream().mapToLong((log) -> log.text().size()).sum();
		return plus(new Counts(0, 0, 0, 0, 0, 0, previews, bytes, RunCounts.NONE, RunCounts.NONE));
	}

	public Counts plusFirst(long workers) {
		return plus(new Counts(0, 0, 0, 0, 0, workers, 0, 0, RunCounts.NONE, RunCounts.NONE));
	}

	public Counts plusRuns(RunCounts runs) {
		return plus(new Counts(0, 0, 0, 0, 0, 0, 0, 0, runs, RunCounts.NONE));
	}

	public Counts plusUnlisted(RunCounts runs) {
		return plus(new Counts(0, 0, 0, 0, 0, 0, 0, 0, RunCounts.NONE, runs));
	}

	/** The same without the unlisted runs that a restart looks at again. */
	public Counts withFinishedOnly() {
		return new Counts(this.archived, this.unchanged, this.noRun, this.failed, this.partial, this.first,
				this.previews, this.bytes, this.runs,
				new RunCounts(this.unlisted.archived(), 0, this.unlisted.archived(), 0, 0));
	}

	/**
	 * Whether nothing failed.
	 * @return {@code false} if a Worker, a bad line or an unlisted run failed
	 */
	public boolean flawless() {
		return this.failed == 0 && this.unlisted.failed() == 0;
	}

	/** How many Workers and bad lines are done with. */
	public long workers() {
		return this.archived + this.unchanged + this.noRun + this.failed;
	}

}
