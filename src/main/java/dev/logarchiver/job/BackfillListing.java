package dev.logarchiver.job;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.archiving.Listing;
import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunLister;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.execution.Progress.Stage;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.ledger.WorkerOutcomes.Place;
import dev.logarchiver.ledger.survey.WorkerSlugs.Owner;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.survey.AccountMonth;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Lists the runs of a backfill that are not archived: those of the account first, where
 * that is worth it, then those of each Worker for which the account doesn't speak.
 */
@Component
@Scope("step")
class BackfillListing extends CountedWork<BackfillMonth, ListedMonth> {

	private static final Comparator<Map.Entry<Owner, Listing>> BY_WORKER = Comparator
		.comparing((listed) -> listed.getKey().worker());

	private final AccountMonthReader account;

	private final WorkerMonthReader reader;

	private final RunLister lister;

	private final RunSpan span;

	private final PendingRuns pendingRuns;

	private final WorkerOutcomes outcomes;

	private final FailureRecorder failures;

	private final StepIdentity step;

	BackfillListing(StepIdentity step, WorkerLists lists, AccountMonthReader account, RunArchivers archivers,
			PendingRuns pendingRuns, WorkerOutcomes outcomes, FailureRecorder failures, StepProgress progress) {
		super(Stage.LISTING, progress);
		this.span = step.parameters().span();
		this.account = account;
		this.reader = new WorkerMonthReader(WorkerListReader.of(lists, step.parameters().list()), this.span.windows());
		this.lister = archivers.lister(RunLister.Archived.byBackfill(Force.of(step.parameters())));
		this.pendingRuns = pendingRuns;
		this.outcomes = outcomes;
		this.failures = failures;
		this.step = step;
	}

	@Override
	public void open(ExecutionContext context) {
		super.open(context);
		this.account.open(context);
		this.reader.open(context, (entry, month) -> this.account.survey().speaksFor(entry, month));
	}

	@Override
	public @Nullable BackfillMonth read() {
		return this.account.isOver() ? this.reader.read() : this.account.read();
	}

	/** Once the months of the account are recorded, those of Workers follow. */
	@Override
	public boolean goesOn() {
		return this.account.end();
	}

	@Override
	public ListedMonth process(BackfillMonth month) {
		return switch (month) {
			case BackfillMonth.OfAccount ofAccount -> listed(this.account.survey().list(ofAccount.number()));
			case BackfillMonth.OfWorker ofWorker -> new ListedMonth.OfWorker(ofWorker, list(ofWorker));
		};
	}

	private ListedMonth listed(AccountMonth month) {
		Map<Owner, Listing> listings = new HashMap<>();
		month.runs().forEach((owner, runs) -> listings.put(owner, this.lister.listing(owner.worker(), runs)));
		return new ListedMonth.OfAccount(month, listings);
	}

	private Listing list(BackfillMonth.OfWorker month) {
		return switch (month.item().entry()) {
			case Listed _ when this.account.survey().speaksFor(month.item().number(), month.number()) ->
				Listing.NOTHING;
			case Listed listed -> this.lister.list(listed.worker(), month.window(), this.span);
			case Rejected rejected -> Listing.failed(RunArchiver.invalid(rejected));
		};
	}

	@Override
	ListedMonth failed(BackfillMonth item, Failed failure) {
		return switch (item) {
			case BackfillMonth.OfAccount month ->
				new ListedMonth.OfAccount(AccountMonth.unusable(month.number(), failure.reason(), 0), Map.of());
			case BackfillMonth.OfWorker month -> new ListedMonth.OfWorker(month, Listing.failed(failure));
		};
	}

	@Override
	public boolean isCertain(ListedMonth result) {
		return !(result instanceof ListedMonth.OfWorker month) || this.lister.isCertain(month.listing());
	}

	@Override
	public void conclude(ListedMonth result) {
		if (result instanceof ListedMonth.OfWorker month) {
			this.lister.conclude(month.listing());
		}
	}

	@Override
	void record(List<ListedMonth> results) {
		for (ListedMonth result : results) {
			switch (result) {
				case ListedMonth.OfAccount month -> write(month);
				case ListedMonth.OfWorker month -> {
					long entry = month.month().item().number();
					switch (month.month().item().entry()) {
						case Listed listed -> write(listed.worker(), entry, month.listing());
						case Rejected rejected -> reject(rejected, entry, month.listing());
					}
					this.reader.finished(month.month());
				}
			}
		}
		publish();
	}

	/** Workers without runs are noted when their own turn comes. */
	private void write(ListedMonth.OfAccount month) {
		month.listings()
			.entrySet()
			.stream()
			.filter((of) -> of.getValue().counts().found() > 0)
			.sorted(BY_WORKER)
			.forEach((of) -> write(of.getKey().worker(), of.getKey().entry(), of.getValue()));
		this.account.settled(month.month());
	}

	private void write(WorkerId worker, long entry, Listing listing) {
		this.pendingRuns
			.add(listing.runs().stream().map((run) -> new PendingRun(this.step.instance(), worker, run)).toList());
		Outcome outcome = (listing.counts().found() > 0) ? Outcome.UNCHANGED : Outcome.NO_RUN;
		this.outcomes.note(this.step.instance(), new Place(worker, entry), outcome, false);
		if (listing.failure() != null) {
			this.failures.note(worker, entry, listing.failure());
		}
		count((counts) -> counts.plusRuns(listing.counts()));
	}

	private void reject(Rejected rejected, long entry, Listing listing) {
		this.failures.record(rejected.text(), entry, Objects.requireNonNull(listing.failure()));
		count((counts) -> counts.plus(Outcome.FAILED, false, 1));
	}

	@Override
	public void update(ExecutionContext context) {
		super.update(context);
		this.account.update(context);
		this.reader.update(context);
	}

}
