package dev.logarchiver.job.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.archiving.Listing;
import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunLister;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.job.BackfillRequest;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.survey.AccountMonth;
import dev.logarchiver.survey.BackfillSurvey;
import dev.logarchiver.survey.BackfillSurveyor;

import org.springframework.stereotype.Component;

/**
 * Says what a backfill would do: lists the runs, compares with the ledger, and downloads
 * and stores nothing.
 */
@Component
public class BackfillPlan {

	private final RunArchivers archivers;

	private final ArchiveProperties settings;

	private final BackfillSurveyor surveyor;

	private final Clock clock;

	BackfillPlan(RunArchivers archivers, BackfillSurveyor surveyor, ArchiveProperties settings, Clock clock) {
		this.archivers = archivers;
		this.surveyor = surveyor;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Lists the runs.
	 * @param request which runs are meant
	 * @return what there is to do
	 */
	public Plan plan(BackfillRequest request) {
		RunSpan span = request.span(this.clock.instant());
		Planner planner = new Planner(this.archivers.lister(RunLister.Archived.byBackfill(request.force())),
				this.surveyor.plan(request.workers(), span), span, this.clock.instant());
		planner.listAccount();
		EachEntry.process(request.workers(), this.settings.concurrency(), planner::plan);
		return planner.finish();
	}

	/**
	 * What a backfill would do.
	 *
	 * @param workers how many Workers and bad lines the list has
	 * @param months what there is, the earliest month first
	 * @param failures what would fail
	 */
	public record Plan(long workers, List<Month> months, List<FailedWorker> failures) {

		/**
		 * Everything together.
		 * @return the sum; empty of a month
		 */
		public Month total() {
			return this.months.stream().reduce(Month.NONE, Month::plus);
		}

	}

	/**
	 * A month by the platform's clock.
	 *
	 * @param month the month, such as 2026-01
	 * @param found how many runs there are
	 * @param archived how many of them are archived
	 * @param toFetch how many are to be fetched
	 * @param apiCalls how many calls of the API the backfill takes
	 */
	public record Month(String month, long found, long archived, long toFetch, long apiCalls) {

		static final Month NONE = new Month("total", 0, 0, 0, 0);

		Month plus(Month other) {
			return new Month(this.month, this.found + other.found, this.archived + other.archived,
					this.toFetch + other.toFetch, this.apiCalls + other.apiCalls);
		}

	}

	private static final class Planner {

		private final RunLister lister;

		private final RunSpan span;

		private final Instant now;

		private final SortedMap<YearMonth, Month> months = new TreeMap<>();

		private final List<FailedWorker> failures = new ArrayList<>();

		private final List<Listing> uncertain = new ArrayList<>();

		/** The entries of the Workers of which the account shows runs. */
		private final Map<WorkerId, Long> shown = new HashMap<>();

		private final BackfillSurvey account;

		private long workers;

		Planner(RunLister lister, BackfillSurvey account, RunSpan span, Instant now) {
			this.lister = lister;
			this.account = account;
			this.span = span;
			this.now = now;
		}

		private void listAccount() {
			for (int number = this.account.next(); number >= 0; number = this.account.next()) {
				AccountMonth month = this.account.list(number);
				YearMonth name = this.span.windows().get(number).month();
				this.account.settled(month);
				this.months.merge(name, new Month(name.toString(), 0, 0, 0, month.calls()), Month::plus);
				month.runs().forEach((owner, runs) -> {
					this.shown.put(owner.worker(), owner.entry());
					add(owner.worker().value(), name, this.lister.listing(owner.worker(), runs));
				});
			}
		}

		void plan(ListEntry entry) {
			switch (entry) {
				case Listed listed -> {
					Long shownAs = this.shown.get(listed.worker());
					List<ListingWindow> windows = this.span.windows();
					for (int number = 0; number < windows.size(); number++) {
						if (shownAs == null || !this.account.speaksFor(shownAs, number)) {
							Listing listing = this.lister.list(listed.worker(), windows.get(number), this.span);
							add(listed.worker().value(), windows.get(number).month(), listing);
						}
					}
				}
				case Rejected rejected -> fail(rejected.text(), RunArchiver.invalid(rejected));
			}
			count();
		}

		private synchronized void count() {
			this.workers++;
		}

		/** A run takes a call for its log, and one for its state unless it had ended. */
		private synchronized void add(String worker, YearMonth month, Listing listing) {
			long going = listing.runs().stream().map(Run::status).filter((status) -> !status.ended()).count();
			long toFetch = listing.runs().size();
			this.months.merge(month, new Month(month.toString(), listing.counts().found(), listing.archived(), toFetch,
					listing.calls() + toFetch + going), Month::plus);
			if (listing.failure() != null) {
				fail(worker, listing.failure());
			}
			if (!this.lister.isCertain(listing)) {
				this.uncertain.add(listing);
			}
		}

		private synchronized void fail(String worker, Failed failure) {
			this.failures.add(failure.of(0, worker, this.now));
		}

		synchronized Plan finish() {
			this.uncertain.forEach(this.lister::conclude);
			return new Plan(this.workers, List.copyOf(this.months.values()), List.copyOf(this.failures));
		}

	}

}
