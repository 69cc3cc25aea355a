package dev.logarchiver.survey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.coreclaw.PlatformTime;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.survey.SurveySource;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out which Workers a single run belongs to that somebody hinted at, and makes it
 * pending. Of the hint, nothing but the run's ID is believed.
 */
@Component
public class HintedRuns {

	/** So many Workers of unknown slug are asked for theirs, each by a call. */
	private static final int MOST_ASKED = 50;

	/** Whose an unknown slug is, is looked up no sooner again. */
	private static final Duration LOOK_AGAIN_AFTER = Duration.ofHours(1);

	private final ObjectProvider<CoreClawClient> client;

	private final SurveyLedger ledger;

	private final WorkerLists lists;

	private final Account account;

	private final TransactionTemplate transaction;

	private final Clock clock;

	HintedRuns(ObjectProvider<CoreClawClient> client, SurveyLedger ledger, WorkerLists lists, Account account,
			PlatformTransactionManager transactions, Clock clock) {
		this.client = client;
		this.ledger = ledger;
		this.lists = lists;
		this.account = account;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** Tells the address and the key in use from others. */
	public String source() {
		return this.client.getObject().source();
	}

	/**
	 * Asks the platform for a run.
	 * @return the run; empty if there is none for this key
	 * @throws CoreClawException if the platform doesn't say
	 */
	public Optional<Run> ask(RunId run) {
		try {
			return Optional.of(this.client.getObject().run(run));
		}
		catch (CoreClawException ex) {
			if (ex.kind() == Kind.NO_RUN) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/**
	 * Makes a run pending for the Workers of a list that it belongs to.
	 * @param run the run, as the platform described it
	 * @param list the list
	 * @return those Workers of which it isn't archived for good; several listed ones may
	 * be the same
	 * @throws CoreClawException if the key is rejected
	 */
	public Set<WorkerId> makePending(Run run, long list) {
		if (run.scraper() == null) {
			return Set.of();
		}
		Complete hinted = new Complete(null, List.of(run), List.of(), 1);
		SurveySource source = this.account.source();
		Optional<ListedNews> known = this.account.knownNews(source, list, hinted);
		if (known.isEmpty()) {
			learn(source, list, run.scraper());
			known = this.account.knownNews(source, list, hinted);
		}
		return known.map(this::makePending).orElse(Set.of());
	}

	private Set<WorkerId> makePending(ListedNews news) {
		this.transaction.executeWithoutResult((_) -> {
			this.ledger.sources().takeTurn();
			news.addPending(this.ledger);
		});
		return news.unfinished(this.ledger);
	}

	/** Looks for the Workers of a slug: each step costs more than the one before. */
	private void learn(SurveySource source, long list, String slug) {
		Instant now = new PlatformTime(this.client.getObject(), this.clock).now();
		this.transaction.executeWithoutResult((_) -> {
			this.ledger.sources().takeTurn();
			this.ledger.slugs().prepare(list);
			if (WorkerId.isWorkerId(slug) && this.lists.contains(list, WorkerId.parse(slug))) {
				this.ledger.slugs().learn(slug, slug, now);
			}
		});
		Instant read = source.workersReadAt();
		if (isUnknown(list, slug) && (read == null || read.plus(LOOK_AGAIN_AFTER).isBefore(now))) {
			this.account.read(source, now);
			if (isUnknown(list, slug)) {
				askForSlugs(list, slug, now);
			}
		}
	}

	private boolean isUnknown(long list, String slug) {
		return !this.ledger.slugs().owners(list, Set.of(slug)).containsKey(slug);
	}

	private void askForSlugs(long list, String wanted, Instant now) {
		for (WorkerId worker : this.ledger.slugs().withoutSlug(list, MOST_ASKED)) {
			String slug = slugOf(worker);
			if (slug != null) {
				this.ledger.slugs().learn(worker.value(), slug, now);
			}
			if (Objects.equals(slug, wanted)) {
				return;
			}
		}
	}

	private @Nullable String slugOf(WorkerId worker) {
		try {
			return this.client.getObject().lastRun(worker).scraper();
		}
		catch (CoreClawException ex) {
			if (ex.kind() == Kind.KEY_REJECTED) {
				throw ex;
			}
			return null;
		}
	}

}
