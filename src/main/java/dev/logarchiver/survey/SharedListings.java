package dev.logarchiver.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.logarchiver.coreclaw.AccountRuns;
import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.ledger.survey.SurveyListings;
import dev.logarchiver.ledger.survey.SurveyListings.Listing;
import dev.logarchiver.ledger.survey.SurveyListings.Tick;
import dev.logarchiver.ledger.survey.Surveys;
import dev.logarchiver.state.JobLock;
import dev.logarchiver.state.JobLocks;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The runs of the whole account, which one of the shards of a tick reads for all: it has
 * a lock that goes with its process, so that another reads if it dies.
 */
@Component
class SharedListings {

	/**
	 * So much more than it needs a shard lists: what others need begins somewhat earlier
	 * or later, as they asked their Workers at different times.
	 */
	private static final Duration LEEWAY = Duration.ofMinutes(10);

	private static final Duration FIRST_WAIT = Duration.ofMillis(100);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

	private final ObjectProvider<CoreClawClient> client;

	private final SurveyListings listings;

	private final Surveys surveys;

	private final JobLocks locks;

	private final int mostPages;

	SharedListings(ObjectProvider<CoreClawClient> client, SurveyListings listings, Surveys surveys, JobLocks locks,
			SurveyProperties settings) {
		this.client = client;
		this.listings = listings;
		this.surveys = surveys;
		this.locks = locks;
		this.mostPages = settings.maxPages();
	}

	/**
	 * Lists the runs of the account, or takes what another shard of the tick read. That
	 * counts only if it began after all that is known of the Workers, and after what this
	 * shard read before: a restart surveys anew.
	 * @param order the execution
	 * @param source whom it asks
	 * @param window what it has to show
	 * @param givesUp whether waiting for another shard is in vain
	 * @return what was listed; null if waiting was in vain
	 */
	@Nullable AccountRuns read(SurveyOrder order, long source, Window window, BooleanSupplier givesUp) {
		if (order.part().shard() == null || order.tick() == null) {
			return this.client.getObject().accountRuns(window.from(), this.mostPages);
		}
		Tick tick = new Tick(source, order.part().job(), order.tick(), order.part().shard().count());
		Instant before = this.surveys.last(order.instance()).orElse(Instant.MIN);
		Duration wait = FIRST_WAIT;
		while (!givesUp.getAsBoolean()) {
			Optional<AccountRuns> taken = take(tick, window, before);
			if (taken.isPresent()) {
				return taken.get();
			}
			Optional<JobLock> lock = this.locks.tryAcquire(tick.lock());
			if (lock.isPresent()) {
				try (JobLock _ = lock.get()) {
					return givesUp.getAsBoolean() ? null
							: take(tick, window, before).orElseGet(() -> list(tick, window.from()));
				}
			}
			LockSupport.parkNanos(wait.toNanos());
			wait = (wait.compareTo(LONGEST_WAIT) < 0) ? wait.multipliedBy(2) : LONGEST_WAIT;
		}
		return null;
	}

	private Optional<AccountRuns> take(Tick tick, Window window, Instant before) {
		return this.listings.find(tick, window.from())
			.filter((listing) -> listing.beganAt().isAfter(before) && !listing.beganAt().isBefore(window.marked()))
			.map((listing) -> new Complete(listing.beganAt(), listing.runs(), listing.unreadable(), 0));
	}

	private AccountRuns list(Tick tick, Instant from) {
		Instant begin = from.minus(LEEWAY);
		AccountRuns runs = this.client.getObject().accountRuns(begin, this.mostPages);
		if (runs instanceof Complete complete && complete.beganAt() != null) {
			this.listings.keep(tick, new Listing(begin, complete.beganAt(), complete.runs(), complete.unreadable()));
		}
		return runs;
	}

	/**
	 * What a listing has to show.
	 *
	 * @param from the creation of the earliest run
	 * @param marked the latest time up to which any of the Workers is covered already
	 */
	record Window(Instant from, Instant marked) {
	}

}
