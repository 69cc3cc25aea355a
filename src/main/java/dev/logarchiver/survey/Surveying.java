package dev.logarchiver.survey;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.PlatformTime;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.ledger.DueListing;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.survey.SurveyedList;
import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import dev.logarchiver.ledger.survey.SurveyedWorkers.Answer;
import dev.logarchiver.run.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What a survey needs of the platform and the ledger, for one execution. */
class Surveying {

	private static final Log logger = LogFactory.getLog(Surveying.class);

	private final SurveyOrder order;

	private final CoreClawClient client;

	private final SurveyLedger ledger;

	private final SurveyProperties settings;

	private final PlatformTime time;

	private final long source;

	private @Nullable Instant begun;

	private boolean suspect;

	Surveying(SurveyOrder order, CoreClawClient client, SurveyLedger ledger, SurveyProperties settings, Clock clock,
			long source) {
		this.order = order;
		this.client = client;
		this.ledger = ledger;
		this.settings = settings;
		this.time = new PlatformTime(client, clock);
		this.source = source;
	}

	SurveyedList list() {
		return this.ledger.list();
	}

	Instant now() {
		return this.time.now();
	}

	/**
	 * When the asking began, by the platform's clock: an answer covers at least what was
	 * there by then. Null as long as the platform doesn't say what time it is.
	 */
	@Nullable Instant begin() {
		if (this.begun == null) {
			this.begun = this.time.begunByPlatform().orElse(null);
		}
		return this.begun;
	}

	/**
	 * Asks for the platform's own name of a Worker.
	 * @return its slug; empty if the platform doesn't say
	 * @throws dev.logarchiver.coreclaw.CoreClawException if it can't be asked now
	 */
	String slugOf(WorkerId worker) {
		String slug = this.client.lastRun(worker).scraper();
		return (slug != null) ? slug : "";
	}

	void asked(Asking asking, Answer answer) {
		this.ledger.workers().asked(asking.source(), asking.instance(), answer);
	}

	void listed(DueListing due, List<PendingRun> found, boolean complete) {
		this.ledger.pending().add(found);
		if (complete) {
			this.ledger.catchUps().listed(due);
		}
		else {
			this.ledger.catchUps().owe(due.worker(), due.to());
		}
	}

	/**
	 * Makes no survey for a while, and has each Worker of which surveys showed runs
	 * listed from its own last listing on.
	 * @param finding what is wrong with the listing
	 */
	void suspect(String finding) {
		if (!this.suspect) {
			this.suspect = true;
			Instant until = now().plus(this.settings.retryAfter());
			logger.warn("The platform's list of the account's runs " + finding
					+ ": every Worker is asked, and no survey is made until " + until.truncatedTo(ChronoUnit.SECONDS));
			this.ledger.sources().suspend(this.source, until);
			this.ledger.surveys().suspect(this.order.execution());
			this.ledger.catchUps().oweWhatSurveysShowed(this.order.list());
		}
	}

	void addForeign(Collection<String> slugs) {
		this.ledger.sources().addForeign(this.source, slugs);
	}

	/** How many Workers are neither asked nor still being worked on. */
	long silent(Counts counted) {
		return this.order.entries() - counted.workers() - this.ledger.outcomes().count(this.order.instance());
	}

}
