package dev.logarchiver.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.util.Map.entry;

/**
 * Sets up the Workers of the demo, alike at each start: most ran and have logs from a few
 * hundred bytes to some tens of MB, the others show what can come in between.
 */
final class DemoWorkers {

	private static final Instant FIRST_RUN = Instant.parse("2026-06-01T02:00:00Z");

	private static final long SECONDS_BETWEEN_RUNS = 4 * 3600 + 1234;

	private static final long BYTES_PER_SECOND = 4000;

	private static final double MEDIAN_SIZE = 60_000;

	private static final double SPREAD = 1.9;

	private static final long SMALLEST = 300;

	private static final long LARGEST = 15_000_000;

	private static final int PREVIEW_BYTES = 2000;

	private static final int RUNNING = 42;

	private static final int WITHOUT_URL = 77;

	private static final int UNKNOWN = 23;

	private static final Set<Integer> NEVER_RAN = Set.of(11, 37, 64, 99);

	private static final Map<Integer, Long> LARGE = Map.of(5, 24_000_000L, 48, 38_000_000L, 73, 29_000_000L, 112,
			21_000_000L);

	private static final Map<Integer, Fault> FAULTS = Map.ofEntries(
			entry(8, Fault.error(PlatformError.TOO_MANY_REQUESTS).times(2)),
			entry(15, Fault.errorWithin200(PlatformError.SYSTEM_ERROR).times(1)),
			entry(19, Fault.error(PlatformError.TOO_MANY_REQUESTS).retryAfter("1").times(1)),
			entry(45, Fault.error(PlatformError.DATABASE_ERROR).times(1)),
			entry(52, Fault.error(400, 11000, "invalid argument", "worker_id: the Worker has been moved")),
			entry(60, Fault.errorWithin200(PlatformError.TOO_MANY_REQUESTS).times(1)),
			entry(70, Fault.error(PlatformError.TOO_MANY_REQUESTS).retryAfter("1").times(2)),
			entry(81, Fault.error(PlatformError.NOT_IMPLEMENTED)),
			entry(107, Fault.errorWithin200(PlatformError.WORKER_NOT_FOUND)));

	private DemoWorkers() {
	}

	/**
	 * Sets up the Workers of a list, each by its place in it.
	 */
	static void setUp(SimulatedPlatform platform, List<String> ids) {
		for (int place = 0; place < ids.size(); place++) {
			if (place != UNKNOWN) {
				setUp(platform.worker(ids.get(place)), place);
			}
		}
	}

	private static void setUp(SimulatedWorker worker, int place) {
		Fault fault = FAULTS.get(place);
		if (fault != null) {
			worker.fail(fault);
		}
		if (NEVER_RAN.contains(place)) {
			return;
		}
		long size = LARGE.getOrDefault(place, usualSize(worker.id()));
		Instant startedAt = FIRST_RUN.plusSeconds(place * SECONDS_BETWEEN_RUNS);
		Instant finishedAt = startedAt.plusSeconds(5 + size / BYTES_PER_SECOND);
		RealisticLog log = RealisticLog.of(Ulid.seed(worker.id()), size).between(startedAt, finishedAt);
		SimulatedRun run = worker.run(startedAt.minusSeconds(2))
			.startedAt(startedAt)
			.finished(status(place), finishedAt)
			.log(log)
			.urlHoldsSlug(place % 2 == 0)
			.preview(preview(log, finishedAt, place % 3 == 0));
		if (place == RUNNING) {
			run.running();
		}
		if (place == WITHOUT_URL) {
			run.url(null);
		}
	}

	private static String status(int place) {
		if (place % 31 == 30) {
			return "aborted";
		}
		return (place % 9 == 4) ? "failed" : "succeeded";
	}

	/** Log-normal: most are small, a few are large. */
	private static long usualSize(String id) {
		double normal = -6;
		for (int i = 0; i < 12; i++) {
			normal += (Ulid.seed(id + i) >>> 11) / (double) (1L << 53);
		}
		return Math.clamp((long) (MEDIAN_SIZE * Math.exp(SPREAD * normal)), SMALLEST, LARGEST);
	}

	private static Object[] preview(RealisticLog log, Instant time, boolean asObjects) {
		ByteArrayOutputStream end = new ByteArrayOutputStream();
		try {
			log.writeTo(end, Math.max(0, log.size() - PREVIEW_BYTES), log.size());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return end.toString(StandardCharsets.UTF_8)
			.lines()
			.skip(1)
			.<Object>map((line) -> asObjects ? PreviewEntry.info(time, line) : line)
			.toArray();
	}

}
