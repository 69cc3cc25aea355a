package dev.logarchiver.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunLister;
import dev.logarchiver.archiving.RunLister.Listing;
import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.Progress.Stage;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.job.window.PagedReader;
import dev.logarchiver.job.window.WindowWork;
import dev.logarchiver.ledger.CatchUps;
import dev.logarchiver.ledger.OwedListing;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.run.Run;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Lists the runs between the last ones of two ticks, where a Worker has a new last run.
 */
@Component
@Scope("step")
class CatchUpListing implements WindowWork<OwedListing, CatchUpListing.Result> {

	/**
	 * A run may turn up in the listing later than others that were created after it.
	 */
	private static final Duration OVERLAP = Duration.ofHours(1);

	private static final Comparator<Result> BY_WORKER = Comparator
		.comparing((result) -> result.owed().worker().value());

	private final PagedReader<OwedListing> reader;

	private final RunLister lister;

	private final CatchUps catchUps;

	private final PendingRuns pendingRuns;

	private final FailureRecorder failures;

	private final StepProgress progress;

	private Counts counts = Counts.NONE;

	CatchUpListing(StepIdentity step, RunArchivers archivers, CatchUps catchUps, PendingRuns pendingRuns,
			FailureRecorder failures, StepProgress progress) {
		this.reader = new PagedReader<>(step.parameters().catchUp()
				? (after) -> catchUps.owed(step.instance(), (after != null) ? after.entry() : 0, PagedReader.PAGE)
				: (_) -> List.of());
		this.lister = archivers.lister(false);
		this.catchUps = catchUps;
		this.pendingRuns = pendingRuns;
		this.failures = failures;
		this.progress = progress;
	}

	@Override
	public void open(ExecutionContext context) {
		this.counts = Counts.from(context);
	}

	@Override
	public @Nullable OwedListing read() {
		return this.reader.read();
	}

	@Override
	public Result process(OwedListing owed) {
		List<Listing> months = new ArrayList<>();
		if (owed.from() == null) {
			months.add(this.lister.newestBefore(owed.worker(), owed.wantedFrom()));
		}
		RunSpan span = RunSpan.from(from(owed), owed.to());
		for (ListingWindow window : span.windows()) {
			months.add(this.lister.list(owed.worker(), window, span));
		}
		return new Result(owed, months);
	}

	private static Instant from(OwedListing owed) {
		Instant overlapping = (owed.from() != null) ? owed.from().minus(OVERLAP) : owed.wantedFrom();
		return overlapping.isBefore(owed.wantedFrom()) ? owed.wantedFrom() : overlapping;
	}

	@Override
	public Optional<Result> failed(OwedListing item, Throwable problem) {
		return Unforeseen.failure(item, problem).map((failure) -> new Result(item, List.of(RunLister.failed(failure))));
	}

	@Override
	public boolean isCertain(Result result) {
		return result.months().stream().allMatch(this.lister::isCertain);
	}

	@Override
	public void conclude(Result result) {
		result.months().forEach(this.lister::conclude);
	}

	/**
	 * What was listed becomes pending in the same transaction in which it stops being
	 * owed. All write in the same order, as they do to the ledger.
	 */
	@Override
	public void write(List<Result> results) {
		for (Result result : results.stream().sorted(BY_WORKER).toList()) {
			OwedListing owed = result.owed();
			for (Listing month : result.months()) {
				int found = this.pendingRuns.add(month.runs().stream().map((run) -> pending(owed, run)).toList());
				this.counts = this.counts.plusRuns(RunCounts.found(found));
			}
			if (result.months().stream().allMatch(Listing::complete)) {
				this.catchUps.pay(owed);
			}
			result.months()
				.stream()
				.map(Listing::failure)
				.filter(Objects::nonNull)
				.findFirst()
				.ifPresent((failure) -> this.failures.note(owed.worker(), owed.entry(), failure));
		}
		this.progress.publish(Stage.LISTING, this.counts);
	}

	private static PendingRun pending(OwedListing owed, Run run) {
		return new PendingRun(PendingRun.ANY_INSTANCE, owed.worker(), run);
	}

	@Override
	public void update(ExecutionContext context) {
		this.counts.putInto(context);
	}

	/**
	 * What was listed for a Worker.
	 *
	 * @param owed what was owed
	 * @param months what the platform listed, by month
	 */
	record Result(OwedListing owed, List<Listing> months) {
	}

}
