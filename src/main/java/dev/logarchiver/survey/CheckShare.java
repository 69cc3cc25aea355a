package dev.logarchiver.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import dev.logarchiver.run.WorkerId;

/**
 * Chooses the Workers that are asked although a survey covers them: those that were not
 * asked for longest, so that each has its turn in time.
 */
record CheckShare(SurveyLedger ledger, SurveyProperties settings) {

	private static final int LEAST_PERCENT = 1;

	private static final int HUNDRED = 100;

	/** Enough ticks to tell how often they come. */
	private static final int TICKS = 10;

	/**
	 * Has an execution ask some of the Workers.
	 * @param asking what decides whom it asks
	 * @param job the job, or the shard of it
	 * @param covered how many Workers the survey speaks for
	 * @return how many Workers
	 */
	long choose(Asking asking, String job, long covered) {
		long wanted = Math.min(covered,
				Math.max(Math.ceilDiv(covered * LEAST_PERCENT, HUNDRED), inTime(covered, interval(asking, job))));
		List<WorkerId> chosen = this.ledger.workers().longestUnasked(asking, wanted);
		this.ledger.workers().ask(asking.instance(), chosen);
		return chosen.size();
	}

	/** As many as it takes to have asked all of them in time. */
	private long inTime(long covered, Duration interval) {
		double share = (double) interval.toMillis() / this.settings.askAllEvery().toMillis();
		return (long) Math.ceil(covered * Math.min(1, share));
	}

	/**
	 * How often the last ticks came; at the first survey, how long ago the Workers were
	 * asked.
	 */
	private Duration interval(Asking asking, String job) {
		List<Instant> ticks = this.ledger.surveys().newest(asking.source(), job, TICKS);
		Instant first = ticks.isEmpty() ? asking.from() : ticks.getLast();
		Duration all = Duration.between(first, asking.now());
		return all.isNegative() ? Duration.ZERO : all.dividedBy(Math.max(1, ticks.size()));
	}

}
