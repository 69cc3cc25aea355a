package dev.logarchiver.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.ListedRuns;
import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.ledger.DueListing;
import dev.logarchiver.ledger.WorkerHistory;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;

/** Lists the runs of a Worker that are not archived. Safe for use by many threads. */
public class RunLister {

	/** By the platform's own times; the one in the ID may be any. */
	private static final Comparator<Run> BY_START = Comparator
		.comparing((run) -> Optional.ofNullable(run.startedAt()).or(run::createdAt).orElse(Instant.EPOCH));

	/** A run may turn up in the listing later than others that were created after it. */
	private static final Duration OVERLAP = Duration.ofHours(1);

	private final CoreClawClient client;

	private final WorkerHistory history;

	private final Health health;

	private final Archived archived;

	RunLister(CoreClawClient client, WorkerHistory history, Archived archived) {
		this.client = client;
		this.history = history;
		this.health = new Health(client, () -> {
		});
		this.archived = archived;
	}

	/**
	 * Lists runs.
	 * @param worker the Worker
	 * @param window the stretch of time to list
	 * @param span which of the listed runs are wanted
	 * @return what the platform lists, or why it doesn't
	 * @throws CoreClawException if the key is rejected
	 */
	public Listing list(WorkerId worker, ListingWindow window, RunSpan span) {
		try {
			ListedRuns listed = this.client.runs(worker, window, span.filter());
			List<Run> wanted = listed.runs().stream().filter(span::wants).toList();
			Optional<ListingWindow> behindRange = span.behind(window);
			if (behindRange.isEmpty() || wanted.stream().allMatch(span::surelyCovers)) {
				return listing(worker, wanted, listed, listed.calls());
			}
			ListedRuns beyond = this.client.runs(worker, behindRange.get(), null);
			Set<RunId> behind = beyond.runs().stream().map(Run::id).collect(Collectors.toSet());
			return listing(worker,
					wanted.stream().filter((run) -> span.surelyCovers(run) || !behind.contains(run.id())).toList(),
					listed, listed.calls() + beyond.calls());
		}
		catch (CoreClawException ex) {
			return Listing.failed(this.health.failed(null, ex));
		}
	}

	/**
	 * Finds the run that was the newest at some time, in the month of that time and the
	 * one before.
	 * @param worker the Worker
	 * @param time the time
	 * @return the run, unless there is none or it is archived, or why it isn't known
	 * @throws CoreClawException if the key is rejected
	 */
	public Listing newestBefore(WorkerId worker, Instant time) {
		try {
			ListingWindow since = ListingWindow.of(time, time);
			ListedRuns later = this.client.runs(worker, since, null);
			int calls = later.calls();
			for (ListingWindow window : ListingWindow.before(time)) {
				ListedRuns listed = this.client.runs(worker, window, null);
				calls += listed.calls();
				Optional<Run> newest = listed.runs()
					.stream()
					.filter((run) -> later.runs().stream().noneMatch((other) -> other.id().equals(run.id())))
					.max(BY_START);
				if (newest.isPresent() || listed.missing() > 0 || !listed.unreadable().isEmpty()) {
					return listing(worker, newest.stream().toList(), listed, calls);
				}
			}
			return new Listing(List.of(), 0, calls, null, true);
		}
		catch (CoreClawException ex) {
			return Listing.failed(this.health.failed(null, ex));
		}
	}

	/**
	 * Lists the runs between two ticks, and where nothing of the Worker has been listed
	 * the newest one before.
	 * @param due what is to be listed
	 * @return what the platform lists, a listing for each month
	 * @throws CoreClawException if the key is rejected
	 */
	public List<Listing> since(DueListing due) {
		List<Listing> months = new ArrayList<>();
		if (due.from() == null) {
			months.add(newestBefore(due.worker(), due.wantedFrom()));
		}
		RunSpan span = RunSpan.from(from(due), due.to());
		for (ListingWindow window : span.windows()) {
			months.add(list(due.worker(), window, span));
		}
		return months;
	}

	private static Instant from(DueListing due) {
		Instant overlapping = (due.from() != null) ? due.from().minus(OVERLAP) : due.wantedFrom();
		return overlapping.isBefore(due.wantedFrom()) ? due.wantedFrom() : overlapping;
	}

	/**
	 * Sorts out runs of a Worker that are known to be all.
	 * @param worker the Worker
	 * @param wanted the runs that are wanted
	 * @return those that are not archived
	 */
	public Listing listing(WorkerId worker, List<Run> wanted) {
		return listing(worker, wanted, new ListedRuns(wanted, List.of(), List.of(), 0, 0), 0);
	}

	private Listing listing(WorkerId worker, List<Run> wanted, ListedRuns listed, int calls) {
		List<RunId> runs = wanted.stream().map(Run::id).toList();
		Set<RunId> archived = switch (this.archived) {
			case ANY -> this.history.archived(worker, runs, false);
			case FINAL -> this.history.archived(worker, runs, true);
			case NONE -> Set.of();
		};
		return new Listing(wanted.stream().filter((run) -> !archived.contains(run.id())).toList(), archived.size(),
				calls, Listing.problem(listed), listed.missing() == 0);
	}

	/**
	 * Whether a listing that failed is surely its Worker's own failure.
	 * @param listing what was listed
	 * @return {@code true} if it didn't fail, or the platform answered others since
	 */
	public boolean isCertain(Listing listing) {
		return listing.failure() == null || this.health.isCertain(listing.failure());
	}

	/**
	 * Finds out whether a listing failed because the platform is out of reach.
	 * @param listing what was listed
	 * @throws dev.logarchiver.failure.OutOfReachException if it is
	 */
	public void conclude(Listing listing) {
		if (listing.failure() != null) {
			this.health.conclude(listing.failure());
		}
	}

	/** Which logs count as archived. */
	public enum Archived {

		/** Also those of unfinished runs: another step looks at these again. */
		ANY,

		/** Those that are final: no other step looks at the others. */
		FINAL,

		/** None: all are to be downloaded. */
		NONE;

		/** Which ones a backfill leaves out. */
		public static Archived byBackfill(Force force) {
			return (force != Force.NONE) ? NONE : FINAL;
		}

	}

}
