package dev.logarchiver.survey;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunLister;
import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.AccountRuns.Contradictory;
import dev.logarchiver.coreclaw.AccountRuns.Unavailable;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.ledger.survey.SurveyMarks.Cover;
import dev.logarchiver.ledger.survey.SurveyMarks.Marks;
import dev.logarchiver.ledger.survey.SurveyRecord;
import dev.logarchiver.ledger.survey.SurveyRecord.State;
import dev.logarchiver.ledger.survey.SurveySource;
import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a survey at the beginning of an execution, where one is worth it, and decides
 * whom the execution asks.
 */
@Component
public class Surveyor {

	private static final Log logger = LogFactory.getLog(Surveyor.class);

	private final ObjectProvider<CoreClawClient> client;

	private final SurveyLedger ledger;

	private final Account account;

	private final SharedListings listings;

	private final RunArchivers archivers;

	private final SurveyProperties settings;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Surveyor(ObjectProvider<CoreClawClient> client, SurveyLedger ledger, Account account, SharedListings listings,
			RunArchivers archivers, SurveyProperties settings, PlatformTransactionManager transactions, Clock clock) {
		this.client = client;
		this.ledger = ledger;
		this.account = account;
		this.listings = listings;
		this.archivers = archivers;
		this.settings = settings;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * Makes the survey of an execution, if one is to be made. To be called outside of any
	 * transaction, each time that the execution begins or goes on.
	 * @param order the execution
	 * @param stopping whether the execution is to stop: then it doesn't wait for another
	 * shard that reads the same
	 * @return whom it asks; empty if it asks every Worker and surveys learn nothing from
	 * it
	 * @throws dev.logarchiver.coreclaw.CoreClawException if the key is rejected
	 */
	public Optional<Survey> begin(SurveyOrder order, BooleanSupplier stopping) {
		if (!order.catchUp()) {
			return Optional.empty();
		}
		if (!this.settings.enabled() || order.entries() < this.settings.minWorkers()) {
			this.ledger.catchUps().oweWhatSurveysShowed(order.list());
			return Optional.empty();
		}
		SurveySource source = this.account.source();
		this.transaction.executeWithoutResult((_) -> {
			this.ledger.sources().takeTurn();
			this.ledger.marks().prepare(source.id(), order.list(), order.shards());
		});
		Surveying surveying = new Surveying(order, this.client.getObject(), this.ledger, this.settings, this.clock,
				source.id());
		if (order.force() || this.account.isOff(source)) {
			return Optional.of(all(surveying, order, source, Set.of()));
		}
		Marks marks = this.ledger.marks().marks(source.id(), order.list());
		// to count the missing slugs takes a pass over the list; those that are covered
		// have one
		if (order.entries() - marks.workers() >= Account.MANY_UNKNOWN
				&& this.account.learnMissing(source, order.list(), true, surveying.now())) {
			marks = this.ledger.marks().marks(source.id(), order.list());
		}
		return Optional.of((marks.workers() < this.settings.minWorkers()) ? all(surveying, order, source, Set.of())
				: survey(surveying, order, source, marks, stopping));
	}

	private Survey survey(Surveying surveying, SurveyOrder order, SurveySource source, Marks marks,
			BooleanSupplier stopping) {
		Instant oldest = marks.oldest();
		Instant from = oldest.minus(this.settings.overlap());
		BooleanSupplier inVain = () -> stopping.getAsBoolean() || this.account.isOff(this.account.source());
		return switch (this.listings.read(order, source.id(), new SharedListings.Window(from, marks.newest()),
				inVain)) {
			case null -> all(surveying, order, source, Set.of());
			case Complete complete -> {
				Instant beganAt = complete.beganAt();
				yield (beganAt == null)
						? unavailable(surveying, order, source, "the platform's answers have no Date header",
								complete.calls(), Set.of())
						: complete(surveying, order, source,
								new Window(from, beganAt, marks.after(oldest, beganAt), marks.workersSince(oldest)),
								complete);
			}
			case Contradictory contradictory -> {
				record(order, source, new SurveyRecord(order.execution(), State.SUSPECT, from, null, order.entries(), 0,
						0, 0, contradictory.calls()));
				this.transaction
					.executeWithoutResult((_) -> surveying.suspect("doesn't add up: " + contradictory.reason()));
				yield all(surveying, order, source, Set.of());
			}
			case Unavailable unavailable ->
				unavailable(surveying, order, source, unavailable.reason(), unavailable.calls(), Set.of());
		};
	}

	private Survey complete(Surveying surveying, SurveyOrder order, SurveySource source, Window window,
			Complete complete) {
		ListedNews listed = this.account.news(source, order.list(), complete, surveying.now());
		if (listed.problem() != null) {
			return unavailable(surveying, order, source, listed.problem(), complete.calls(), listed.foreign());
		}
		Asking asking = new Asking(source.id(), order.list(), order.instance(), window.cover().from(),
				window.beganAt());
		this.transaction.executeWithoutResult((_) -> {
			this.ledger.sources().takeTurn();
			this.ledger.marks().move(source.id(), order.list(), window.cover());
			this.ledger.sources().addForeign(source.id(), listed.foreign());
			long news = listed.record(this.ledger, window.beganAt(), order.instance());
			long checks = new CheckShare(this.ledger, this.settings).choose(asking, order.part().toString(),
					window.workers());
			this.ledger.list().noteUnfinished(asking, this.ledger.unfinished(asking));
			record(order, source, new SurveyRecord(order.execution(), State.COMPLETE, window.from(), window.beganAt(),
					order.entries(), complete.runs().size(), news, checks, complete.calls()));
		});
		return new Survey(surveying, asking, Set.of(),
				new SurveyCheck(this.client.getObject(), this.archivers.lister(RunLister.Archived.ANY),
						new SurveyCheck.Records(this.ledger.catchUps(), this.ledger.history(), this.ledger.pending()),
						this.settings, window.cover()));
	}

	private Survey unavailable(Surveying surveying, SurveyOrder order, SurveySource source, String reason, int calls,
			Set<String> foreign) {
		logger.info("No survey, so every Worker is asked: " + reason);
		record(order, source,
				new SurveyRecord(order.execution(), State.UNAVAILABLE, null, null, order.entries(), 0, 0, 0, calls));
		return all(surveying, order, source, foreign);
	}

	private void record(SurveyOrder order, SurveySource source, SurveyRecord survey) {
		this.ledger.surveys().add(source.id(), order.part().toString(), survey);
	}

	/** Every Worker is asked, and listed from its own last listing on. */
	private Survey all(Surveying surveying, SurveyOrder order, SurveySource source, Set<String> foreign) {
		this.ledger.catchUps().oweWhatSurveysShowed(order.list());
		Instant now = surveying.now();
		return new Survey(surveying, new Asking(source.id(), order.list(), order.instance(), now, now), foreign, null);
	}

	/**
	 * What a survey covers.
	 *
	 * @param from the earliest creation of the runs that it asked for
	 * @param beganAt when it began
	 * @param cover what is covered with it
	 * @param workers how many Workers it speaks for
	 */
	private record Window(Instant from, Instant beganAt, Cover cover, long workers) {
	}

}
