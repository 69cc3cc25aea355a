package dev.logarchiver.job;

import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.WorkerLists.KeptList;
import dev.logarchiver.survey.AccountMonth;
import dev.logarchiver.survey.BackfillSurvey;
import dev.logarchiver.survey.BackfillSurveyor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Goes through the months for which a backfill lists the account, before those of any
 * Worker. It keeps which ones are done with; a backfill that began without goes on
 * without.
 */
@Component
@Scope("step")
class AccountMonthReader {

	private static final Log logger = LogFactory.getLog(AccountMonthReader.class);

	private static final String STATE = "account.months";

	private final BackfillSurveyor surveyor;

	private final KeptList list;

	private final StepIdentity step;

	private @Nullable BackfillSurvey survey;

	private boolean over;

	AccountMonthReader(StepIdentity step, WorkerLists lists, BackfillSurveyor surveyor) {
		this.step = step;
		this.surveyor = surveyor;
		this.list = lists.find(step.parameters().list()).orElseThrow();
	}

	void open(ExecutionContext context) {
		this.survey = (WorkerListReader.hasBegun(context) || context.containsKey(STATE))
				? this.surveyor.resume(context.getString(STATE, ""), this.list, this.step.parameters().span())
				: this.surveyor.begin(this.list, this.step.parameters().span());
		this.over = false;
	}

	BackfillSurvey survey() {
		if (this.survey == null) {
			throw new IllegalStateException("The step was not opened");
		}
		return this.survey;
	}

	boolean isOver() {
		return this.over;
	}

	BackfillMonth.@Nullable OfAccount read() {
		int month = survey().next();
		return (month >= 0) ? new BackfillMonth.OfAccount(month) : null;
	}

	/**
	 * Ends it, once all is recorded.
	 * @return whether it hadn't ended before
	 */
	boolean end() {
		boolean ended = this.over;
		this.over = true;
		return !ended;
	}

	/** Takes note that a month is written in the current transaction. */
	void settled(AccountMonth month) {
		survey().settled(month);
		survey().learn(month);
		if (!month.isUsable()) {
			logger.info("The account's list of the runs of "
					+ this.step.parameters().span().windows().get(month.number()).month()
					+ " can't be used, so each Worker's is read: " + month.problem());
		}
	}

	void update(ExecutionContext context) {
		context.putString(STATE, survey().state());
	}

}
