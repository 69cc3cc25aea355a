package dev.logarchiver.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Doubt;
import dev.logarchiver.archiving.RunLister;
import dev.logarchiver.archiving.RunLister.Listing;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.execution.Counts;
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

/**
 * Lists the runs between the last ones of two ticks, where a Worker has a new last run.
 */
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

	private final FailureNotes failures;

	private final Consumer<Counts> progress;

	private Counts counts = Counts.NONE;

	CatchUpListing(PagedReader<OwedListing> reader, RunLister lister, CatchUps catchUps, PendingRuns pendingRuns,
			FailureNotes failures, Consumer<Counts> progress) {
		this.reader = reader;
		this.lister = lister;
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
	public Result failed(OwedListing owed, Failed failure) {
		return new Result(owed, List.of(RunLister.failed(failure)));
	}

	@Override
	public Stream<Doubt> doubts(Result result) {
		return result.months().stream().flatMap(Listing::doubts);
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
		this.progress.accept(this.counts);
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
