package dev.logarchiver.job;

import java.util.List;
import java.util.Objects;

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
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Lists the runs of a backfill that are not archived. */
@Component
@Scope("step")
class BackfillListing extends CountedWork<WorkerMonth, ListedMonth> {

	private final WorkerMonthReader reader;

	private final RunLister lister;

	private final RunSpan span;

	private final PendingRuns pendingRuns;

	private final WorkerOutcomes outcomes;

	private final FailureRecorder failures;

	private final StepIdentity step;

	BackfillListing(StepIdentity step, WorkerLists lists, RunArchivers archivers, PendingRuns pendingRuns,
			WorkerOutcomes outcomes, FailureRecorder failures, StepProgress progress) {
		super(Stage.LISTING, progress);
		this.span = step.parameters().span();
		this.reader = new WorkerMonthReader(WorkerListReader.of(lists, step.parameters().list()), this.span.windows());
		this.lister = archivers.lister(true);
		this.pendingRuns = pendingRuns;
		this.outcomes = outcomes;
		this.failures = failures;
		this.step = step;
	}

	@Override
	public void open(ExecutionContext context) {
		super.open(context);
		this.reader.open(context);
	}

	@Override
	public @Nullable WorkerMonth read() {
		return this.reader.read();
	}

	@Override
	public ListedMonth process(WorkerMonth month) {
		return new ListedMonth(month, switch (month.item().entry()) {
			case Listed listed -> this.lister.list(listed.worker(), month.window(), this.span);
			case Rejected rejected -> Listing.failed(RunArchiver.invalid(rejected));
		});
	}

	@Override
	ListedMonth failed(WorkerMonth item, Failed failure) {
		return new ListedMonth(item, Listing.failed(failure));
	}

	@Override
	public boolean isCertain(ListedMonth result) {
		return this.lister.isCertain(result.listing());
	}

	@Override
	public void conclude(ListedMonth result) {
		this.lister.conclude(result.listing());
	}

	@Override
	void record(List<ListedMonth> results) {
		for (ListedMonth result : results) {
			Listing listing = result.listing();
			long entry = result.month().item().number();
			switch (result.month().item().entry()) {
				case Listed listed -> write(listed.worker(), entry, listing);
				case Rejected rejected -> reject(rejected, entry, listing);
			}
			count((counts) -> counts.plusRuns(listing.counts()));
			this.reader.finished(result.month());
		}
		publish();
	}

	private void write(WorkerId worker, long entry, Listing listing) {
		this.pendingRuns
			.add(listing.runs().stream().map((run) -> new PendingRun(this.step.instance(), worker, run)).toList());
		Outcome outcome = (listing.counts().found() > 0) ? Outcome.UNCHANGED : Outcome.NO_RUN;
		this.outcomes.note(this.step.instance(), new Place(worker, entry), outcome, false);
		if (listing.failure() != null) {
			this.failures.note(worker, entry, listing.failure());
		}
	}

	private void reject(Rejected rejected, long entry, Listing listing) {
		this.failures.record(rejected.text(), entry, Objects.requireNonNull(listing.failure()));
		count((counts) -> counts.plus(Outcome.FAILED, false, 1));
	}

	@Override
	public void update(ExecutionContext context) {
		super.update(context);
		this.reader.update(context);
	}

}
