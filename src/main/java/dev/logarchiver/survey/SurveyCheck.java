package dev.logarchiver.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Listing;
import dev.logarchiver.archiving.RunLister;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.coreclaw.AccountRuns;
import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.AccountRuns.Contradictory;
import dev.logarchiver.coreclaw.AccountRuns.Unavailable;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.ledger.CatchUps;
import dev.logarchiver.ledger.DueListing;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.WorkerHistory;
import dev.logarchiver.ledger.survey.Surveyed;
import dev.logarchiver.ledger.survey.SurveyMarks.Cover;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.survey.Asked.OwnListing;
import org.jspecify.annotations.Nullable;

/**
 * Checks a survey by Workers that are asked although it covers them: a run that it should
 * have shown, and that a fresh listing still doesn't show, makes it suspect. Safe for use
 * by many threads.
 */
class SurveyCheck {

	/** A run created this shortly before a survey may be listed a little later. */
	static final Duration FRESH = Duration.ofMinutes(10);

	private final CoreClawClient client;

	private final RunLister lister;

	private final Records records;

	private final SurveyProperties settings;

	private final Cover cover;

	private volatile @Nullable String finding;

	SurveyCheck(CoreClawClient client, RunLister lister, Records records, SurveyProperties settings, Cover cover) {
		this.client = client;
		this.lister = lister;
		this.records = records;
		this.settings = settings;
		this.cover = cover;
	}

	/**
	 * Looks at what asking a Worker found. Where surveys showed runs of it, or its last
	 * run is a new one, its own listing is made too.
	 * @param worker the Worker as listed
	 * @param entry its place in the list
	 * @param state what surveys knew of it
	 * @param result what was found
	 * @return its own listing; null where none was needed
	 */
	@Nullable OwnListing look(WorkerId worker, long entry, Surveyed state, WorkerResult result) {
		List<Run> unknown = new ArrayList<>(unknown(worker, lastRun(result)));
		Instant now = this.client.time().orElse(null);
		OwnListing own = ((state.news() || !unknown.isEmpty()) && now != null) ? list(worker, entry, now) : null;
		if (own != null) {
			unknown.addAll(unknown(worker, own.months().stream().map(Listing::runs).flatMap(List::stream).toList()));
		}
		unknown.stream().filter((run) -> shouldHaveBeenShown(run, state)).forEach((run) -> check(worker, run));
		return own;
	}

	private @Nullable OwnListing list(WorkerId worker, long entry, Instant now) {
		DueListing due = this.records.catchUps().upTo(worker, entry, now).orElse(null);
		return (due != null) ? new OwnListing(due, this.lister.since(due)) : null;
	}

	private static List<Run> lastRun(WorkerResult result) {
		return switch (result.runs().getFirst()) {
			case Stored stored -> List.of(stored.log().run());
			case Failed failed when failed.run() != null -> List.of(Run.unknown(failed.run()));
			default -> List.of();
		};
	}

	/** Those of some runs that are neither archived nor pending. */
	private List<Run> unknown(WorkerId worker, List<Run> runs) {
		if (runs.isEmpty()) {
			return List.of();
		}
		Set<RunId> known = new HashSet<>(
				this.records.history().archived(worker, runs.stream().map(Run::id).toList(), false));
		this.records.pending().of(worker).forEach((missing) -> known.add(missing.pending().run().id()));
		return runs.stream().filter((run) -> !known.contains(run.id())).toList();
	}

	private boolean shouldHaveBeenShown(Run run, Surveyed state) {
		Instant since = state.coveredTo();
		return since != null && run.createdAt()
			.filter((time) -> !time.isBefore(since) && !time.isAfter(this.cover.to().minus(FRESH)))
			.isPresent();
	}

	private synchronized void check(WorkerId worker, Run run) {
		if (this.finding == null && isHidden(run)) {
			this.finding = "lacks the run " + run.id() + " of " + worker + ", created "
					+ run.createdAt().map(Instant::toString).orElse("at an unknown time");
		}
	}

	/** A listing that failed proves nothing. */
	private boolean isHidden(Run run) {
		Instant created = run.createdAt().orElseThrow();
		List<AccountRuns> listings = new ArrayList<>();
		for (ListingWindow window : ListingWindow.covering(created.minus(this.settings.overlap()), created)) {
			listings.add(this.client.accountRuns(window, this.settings.maxPages()));
		}
		return listings.stream().noneMatch(Unavailable.class::isInstance) && (listings.stream()
			.anyMatch(Contradictory.class::isInstance)
				|| listings.stream().flatMap(SurveyCheck::runs).noneMatch((other) -> other.id().equals(run.id())));
	}

	private static Stream<Run> runs(AccountRuns listing) {
		return (listing instanceof Complete complete) ? complete.runs().stream() : Stream.empty();
	}

	/**
	 * What is wrong with the survey.
	 * @return the run that it should have shown, and its Worker; null as long as nothing
	 * is suspect
	 */
	@Nullable String finding() {
		return this.finding;
	}

	/**
	 * What is known of Workers and their runs.
	 */
	record Records(CatchUps catchUps, WorkerHistory history, PendingRuns pending) {
	}

}
