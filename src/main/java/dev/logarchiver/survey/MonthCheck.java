package dev.logarchiver.survey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.ListedRuns;
import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the account's listing shows of some Workers with what the platform lists
 * for each of them alone: nothing looks later for what it doesn't show.
 */
class MonthCheck {

	private final CoreClawClient client;

	MonthCheck(CoreClawClient client) {
		this.client = client;
	}

	/**
	 * Looks at Workers.
	 * @param workers the Workers, of known slug
	 * @param window the month
	 * @param complete what the account's listing shows
	 * @param listed the same, by Worker
	 * @throws CoreClawException if the key is rejected
	 */
	Result look(List<ListedWorker> workers, ListingWindow window, Complete complete, ListedNews listed) {
		Instant latest = (complete.beganAt() != null) ? complete.beganAt().minus(SurveyCheck.FRESH) : Instant.MAX;
		int calls = 0;
		for (ListedWorker worker : workers) {
			if (worker.entry() instanceof Listed named) {
				WorkerId id = named.worker();
				Set<RunId> shown = shown(listed, worker.number());
				ListedRuns own = own(id, window);
				calls += own.calls();
				Optional<Run> hidden = own.runs()
					.stream()
					.filter((run) -> !shown.contains(run.id()))
					.filter((run) -> run.createdAt().filter((time) -> time.isAfter(latest)).isEmpty())
					.findFirst();
				if (hidden.isPresent()) {
					return new Result("it lacks the run " + hidden.get().id() + " of " + id, calls);
				}
			}
		}
		return new Result(null, calls);
	}

	private static Set<RunId> shown(ListedNews listed, long entry) {
		return listed.runs()
			.entrySet()
			.stream()
			.filter((of) -> of.getKey().entry() == entry)
			.flatMap((of) -> of.getValue().stream())
			.map(Run::id)
			.collect(Collectors.toSet());
	}

	/** A Worker that can't be listed shows nothing to compare with. */
	private ListedRuns own(WorkerId worker, ListingWindow window) {
		try {
			return this.client.runs(worker, window, null);
		}
		catch (CoreClawException ex) {
			if (ex.kind() == CoreClawException.Kind.KEY_REJECTED) {
				throw ex;
			}
			return new ListedRuns(List.of(), List.of(), List.of(), 0, 1);
		}
	}

	/**
	 * What a look showed.
	 *
	 * @param problem what the account's listing lacks; null if nothing was found
	 * @param calls how many calls of the API it took
	 */
	record Result(@Nullable String problem, int calls) {
	}

}
