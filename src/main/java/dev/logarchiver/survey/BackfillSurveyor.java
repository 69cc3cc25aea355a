package dev.logarchiver.survey;

import java.time.Clock;
import java.util.BitSet;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.PlatformTime;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.WorkerLists.KeptList;
import dev.logarchiver.ledger.survey.SurveySource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides whether a backfill lists the account month by month, which takes fewer calls
 * than to list each of many Workers.
 */
@Component
public class BackfillSurveyor {

	private final ObjectProvider<CoreClawClient> client;

	private final SurveyLedger ledger;

	private final Account account;

	private final WorkerLists lists;

	private final SurveyProperties settings;

	private final TransactionTemplate transaction;

	private final Clock clock;

	BackfillSurveyor(ObjectProvider<CoreClawClient> client, SurveyLedger ledger, Account account, WorkerLists lists,
			SurveyProperties settings, PlatformTransactionManager transactions, Clock clock) {
		this.client = client;
		this.ledger = ledger;
		this.account = account;
		this.lists = lists;
		this.settings = settings;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * Begins. To be called outside of any transaction.
	 * @param list the kept list
	 * @param span the runs that are wanted
	 * @throws dev.logarchiver.coreclaw.CoreClawException if the key is rejected
	 */
	public BackfillSurvey begin(KeptList list, RunSpan span) {
		if (!this.settings.enabled() || list.entries() < this.settings.minWorkers()) {
			return BackfillSurvey.none();
		}
		SurveySource source = this.account.source();
		if (this.account.isOff(source)) {
			return BackfillSurvey.none();
		}
		this.transaction.executeWithoutResult((_) -> this.ledger.slugs().prepare(list.listId()));
		this.account.learnMissing(source, list.listId(), false, time().now());
		return known(source, list, span);
	}

	/** Begins a plan, which learns nothing beforehand. */
	public BackfillSurvey plan(WorkerList workers, RunSpan span) {
		return this.settings.enabled() ? this.lists.kept(workers)
			.map((list) -> known(this.account.source(), list, span))
			.orElseGet(BackfillSurvey::none) : BackfillSurvey.none();
	}

	/** Goes on where an earlier execution stood. */
	public BackfillSurvey resume(String state, KeptList list, RunSpan span) {
		return state.isEmpty() ? BackfillSurvey.none()
				: survey(this.account.source(), list, span, BackfillSurvey.known(state)).resumed(state);
	}

	private BackfillSurvey known(SurveySource source, KeptList list, RunSpan span) {
		BitSet known = this.ledger.slugs().known(list.listId());
		return (known.cardinality() < this.settings.minWorkers()) ? BackfillSurvey.none()
				: survey(source, list, span, known);
	}

	private PlatformTime time() {
		return new PlatformTime(this.client.getObject(), this.clock);
	}

	private BackfillSurvey survey(SurveySource source, KeptList list, RunSpan span, BitSet known) {
		AccountMonths months = new AccountMonths(
				new AccountMonths.Sources(this.client.getObject(), this.account, this.lists), this.settings, time(),
				source, new AccountMonths.Scope(list.listId(), span, known));
		return new BackfillSurvey(months::list, (slugs) -> this.ledger.sources().addForeign(source.id(), slugs),
				span.windows().size(), known);
	}

}
