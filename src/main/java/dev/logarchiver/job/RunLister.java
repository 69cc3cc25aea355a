package dev.logarchiver.job;

import java.util.List;
import java.util.Set;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.ListedRuns;
import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.job.RunResult.Failed;
import dev.logarchiver.ledger.WorkerHistory;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Lists the runs of a Worker that are not archived. Safe for use by many threads.
 */
class RunLister {

	private final CoreClawClient client;

	private final WorkerHistory history;

	private final RunBoundary boundary;

	/** Whether another look is taken at the runs that go on by other means. */
	private final boolean settledOnly;

	RunLister(CoreClawClient client, WorkerHistory history, boolean settledOnly) {
		this.client = client;
		this.history = history;
		this.boundary = new RunBoundary(client::answers);
		this.settledOnly = settledOnly;
	}

	/**
	 * Lists runs.
	 * @param worker the Worker
	 * @param window the stretch of time to list
	 * @param span which of the listed runs are wanted
	 * @return what the platform lists, or why it doesn't
	 * @throws CoreClawException if the key is rejected
	 */
	Listing list(WorkerId worker, ListingWindow window, RunSpan span) {
		try {
			ListedRuns listed = this.client.runs(worker, window, span.filter());
			List<Run> wanted = listed.runs().stream().filter(span::wants).toList();
			Set<RunId> archived = this.history.archived(worker, wanted.stream().map(Run::id).toList(),
					this.settledOnly);
			return new Listing(wanted.stream().filter((run) -> !archived.contains(run.id())).toList(), archived.size(),
					listed.calls(), problem(listed), listed.missing() == 0);
		}
		catch (CoreClawException ex) {
			return failed(this.boundary.failed(null, ex));
		}
	}

	private static @Nullable Failed problem(ListedRuns listed) {
		if (listed.missing() > 0) {
			return new Failed(null, "incomplete_list",
					"the platform counts " + listed.missing() + " runs more than it lists", null);
		}
		return listed.unreadable().isEmpty() ? null : new Failed(null, "invalid_run_id",
				"the platform lists what is no run: " + listed.unreadable().getFirst(), null);
	}

	static Listing failed(Failed failure) {
		return new Listing(List.of(), 0, 0, failure, false);
	}

	/**
	 * What the platform lists.
	 *
	 * @param runs the runs that are not archived
	 * @param archived how many others are
	 * @param calls how many calls of the API it took
	 * @param failure what went wrong
	 * @param complete whether all runs are there that could be
	 */
	record Listing(List<Run> runs, int archived, int calls, @Nullable Failed failure, boolean complete) {

		boolean certain() {
			return this.failure == null || this.failure.certain().getAsBoolean();
		}

		RunCounts counts() {
			return new RunCounts(this.runs.size() + (long) this.archived, this.archived, 0, 0, 0);
		}

	}

}
