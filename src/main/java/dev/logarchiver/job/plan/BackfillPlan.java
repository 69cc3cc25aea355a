package dev.logarchiver.job.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
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

import org.springframework.stereotype.Component;

/**
 * Says what a backfill would do: lists the runs, compares with the ledger, and downloads
 * and stores nothing.
 */
@Component
public class BackfillPlan {

	private final RunArchivers archivers;

	private final ArchiveProperties settings;

	private final Clock clock;

	BackfillPlan(RunArchivers archivers, ArchiveProperties settings, Clock clock) {
		this.archivers = archivers;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Lists the runs.
	 * @param request which runs are meant
	 * @return what there is to do
	 */
	public Plan plan(BackfillRequest request) {
		Planner planner = new Planner(this.archivers.lister(true), request.span(this.clock.instant()),
				this.clock.instant());
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

		private long workers;

		Planner(RunLister lister, RunSpan span, Instant now) {
			this.lister = lister;
			this.span = span;
			this.now = now;
		}

		void plan(ListEntry entry) {
			switch (entry) {
				case Listed listed -> {
					for (ListingWindow window : this.span.windows()) {
						Listing listing = this.lister.list(listed.worker(), window, this.span);
						add(listed.worker().value(), window.month(), listing);
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
