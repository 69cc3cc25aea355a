package dev.logarchiver.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * {@code GET /worker-runs}: newest first, and never across the wall between two calendar
 * months at UTC+8.
 */
final class RunListing {

	private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

	private static final Duration DAY = Duration.ofDays(1);

	private static final Set<String> FILTERS = Set.of("ready", "running", "succeeded", "failed", "aborting");

	private final Registry registry;

	private final InstantSource clock;

	private final ListingFaults faults;

	RunListing(Registry registry, InstantSource clock, ListingFaults faults) {
		this.registry = registry;
		this.clock = clock;
		this.faults = faults;
	}

	Runs list(Request request) {
		String workerId = blankToNull(request.parameter("worker_id"));
		if (workerId != null && !this.registry.knows(workerId)) {
			throw new PlatformException(PlatformError.WORKER_NOT_FOUND);
		}
		String status = blankToNull(request.parameter("status"));
		if (status != null && !FILTERS.contains(status)) {
			throw new PlatformException(PlatformError.INVALID_ARGUMENT);
		}
		Range range = range(request);
		List<SimulatedRun> found = this.registry.appearedRuns(workerId)
			.filter((run) -> range.contains(run.createdAt()))
			.filter((run) -> status == null || run.status().equals(status))
			.sorted(ListingOrder.NEWEST_FIRST.comparator())
			.toList();
		if (this.faults.concern(workerId)) {
			Instant now = this.clock.instant();
			return this.faults.page(Page.of(request),
					found.stream().filter((run) -> this.faults.show(run, now)).toList());
		}
		return new Runs(found.size(), Page.of(request).of(found).stream().map(RunPayload::of).toList());
	}

	private Range range(Request request) {
		long start = Page.number(request, "start_time", 0);
		long end = Page.number(request, "end_time", 0);
		if (start == 0 && end == 0) {
			return Range.of(month(this.clock.instant()));
		}
		if (start == 0 || end == 0) {
			throw new PlatformException(PlatformError.INVALID_ARGUMENT,
					"run list start_time and end_time must be given together");
		}
		Range range = new Range(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end).plus(DAY));
		if (!month(range.from).equals(month(range.to.minusSeconds(1)))) {
			throw new PlatformException(PlatformError.INVALID_ARGUMENT, "run list time range cannot cross months");
		}
		return range;
	}

	private static YearMonth month(Instant time) {
		return YearMonth.from(time.atOffset(ZONE));
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

	/**
	 * From a time to just before another.
	 */
	private record Range(Instant from, Instant to) {

		static Range of(YearMonth month) {
			return new Range(start(month), start(month.plusMonths(1)));
		}

		private static Instant start(YearMonth month) {
			return month.atDay(1).atStartOfDay().toInstant(ZONE);
		}

		boolean contains(Instant time) {
			return !time.isBefore(this.from) && time.isBefore(this.to);
		}

	}

	/**
	 * A page of runs as the API shows it.
	 */
	record Runs(int count, List<RunPayload> list) {
	}

}
