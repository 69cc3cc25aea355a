package dev.logarchiver.coreclaw;

import java.util.List;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunStatus;

/**
 * What the platform lists.
 *
 * @param runs the runs, each once
 * @param unreadable why entries of the list are not runs
 * @param foreign runs that are another Worker's, and whose
 * @param missing how many runs the platform counted, but didn't list
 * @param calls how many calls of the API it took
 */
public record ListedRuns(List<Run> runs, List<String> unreadable, List<String> foreign, long missing, int calls) {

	public ListedRuns {
		runs = List.copyOf(runs);
		unreadable = List.copyOf(unreadable);
		foreign = List.copyOf(foreign);
	}

	ListedRuns only(RunStatus status) {
		return new ListedRuns(this.runs.stream().filter((run) -> run.status() == status).toList(), this.unreadable,
				this.foreign, this.missing, this.calls);
	}

}
