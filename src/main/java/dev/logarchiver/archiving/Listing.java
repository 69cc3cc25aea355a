package dev.logarchiver.archiving;

import java.util.List;

import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.coreclaw.ListedRuns;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * What the platform lists of a Worker.
 *
 * @param runs the runs that are not archived
 * @param archived how many others are
 * @param calls how many calls of the API it took
 * @param failure what went wrong
 * @param complete whether all runs are there that could be
 */
public record Listing(List<Run> runs, int archived, int calls, @Nullable Failed failure, boolean complete) {

	/** Nothing was to be listed. */
	public static final Listing NOTHING = new Listing(List.of(), 0, 0, null, true);

	/**
	 * A listing that failed.
	 * @param failure why
	 * @return without runs
	 */
	public static Listing failed(Failed failure) {
		return new Listing(List.of(), 0, 0, failure, false);
	}

	static @Nullable Failed problem(ListedRuns listed) {
		if (listed.missing() > 0) {
			return new Failed(null, "incomplete_list",
					"the platform counts " + listed.missing() + " runs more than it lists", null);
		}
		if (!listed.foreign().isEmpty()) {
			return new Failed(null, "foreign_runs",
					"the platform lists runs of other Workers for this one, such as " + listed.foreign().getFirst(),
					null);
		}
		return listed.unreadable().isEmpty() ? null : new Failed(null, "invalid_run_id",
				"the platform lists something that is not a run: " + listed.unreadable().getFirst(), null);
	}

	public RunCounts counts() {
		return new RunCounts(this.runs.size() + (long) this.archived, this.archived, 0, 0, 0);
	}

}
