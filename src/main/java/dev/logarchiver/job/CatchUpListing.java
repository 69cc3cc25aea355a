package dev.logarchiver.job;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.logarchiver.archiving.Listing;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunLister;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.execution.Progress.Stage;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.job.window.PagedReader;
import dev.logarchiver.ledger.CatchUps;
import dev.logarchiver.ledger.DueListing;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.run.Run;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Lists the runs between two ticks, where a Worker has a new last run. */
@Component
@Scope("step")
class CatchUpListing extends CountedWork<DueListing, ListedSpan> {

	private static final Comparator<ListedSpan> BY_WORKER = Comparator
		.comparing((result) -> result.due().worker().value());

	private final PagedReader<DueListing> reader;

	private final RunLister lister;

	private final CatchUps catchUps;

	private final PendingRuns pendingRuns;

	private final FailureRecorder failures;

	CatchUpListing(StepIdentity step, RunArchivers archivers, CatchUps catchUps, PendingRuns pendingRuns,
			FailureRecorder failures, StepProgress progress) {
		super(Stage.LISTING, progress);
		this.reader = new PagedReader<>(step.parameters().catchUp()
				? (after) -> catchUps.due(step.instance(), (after != null) ? after.entry() : 0, PagedReader.PAGE)
				: (_) -> List.of());
		this.lister = archivers.lister(RunLister.Archived.ANY);
		this.catchUps = catchUps;
		this.pendingRuns = pendingRuns;
		this.failures = failures;
	}

	@Override
	public @Nullable DueListing read() {
		return this.reader.read();
	}

	@Override
	public ListedSpan process(DueListing due) {
		return new ListedSpan(due, this.lister.since(due));
	}

	@Override
	ListedSpan failed(DueListing item, Failed failure) {
		return new ListedSpan(item, List.of(Listing.failed(failure)));
	}

	@Override
	public boolean isCertain(ListedSpan result) {
		return result.months().stream().allMatch(this.lister::isCertain);
	}

	@Override
	public void conclude(ListedSpan result) {
		result.months().forEach(this.lister::conclude);
	}

	/**
	 * What was listed becomes pending in the same transaction in which it stops being
	 * due. All write in the same order, as they do to the ledger.
	 */
	@Override
	void record(List<ListedSpan> results) {
		for (ListedSpan result : results.stream().sorted(BY_WORKER).toList()) {
			DueListing due = result.due();
			for (Listing month : result.months()) {
				int found = this.pendingRuns.add(month.runs().stream().map((run) -> pending(due, run)).toList());
				count((counts) -> counts.plusRuns(RunCounts.found(found)));
			}
			if (result.months().stream().allMatch(Listing::complete)) {
				this.catchUps.listed(due);
			}
			result.months()
				.stream()
				.map(Listing::failure)
				.filter(Objects::nonNull)
				.findFirst()
				.ifPresent((failure) -> this.failures.note(due.worker(), due.entry(), failure));
		}
		publish();
	}

	private static PendingRun pending(DueListing due, Run run) {
		return new PendingRun(PendingRun.ANY_INSTANCE, due.worker(), run);
	}

}
