package dev.logarchiver.simulation;

import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;

/**
 * The one run of a Worker that nobody set up: worked out from the ID, and found again
 * from its slug alone, so that a million of them take no memory.
 */
final class DefaultRun {

	private static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");

	private static final long SPAN = Duration.ofDays(20).toMillis();

	private static final int MARK = 0xDEFA;

	private static final int SHORTEST_LOG = 200;

	private static final int LOG_SPAN = 800;

	private DefaultRun() {
	}

	static SimulatedRun ofWorker(String workerId) {
		long seed = Ulid.seed(workerId);
		long time = FIRST.toEpochMilli() + Math.floorMod(seed, SPAN);
		return ofSlug(Ulid.encode(time, MARK, seed), workerId, Instant.ofEpochMilli(time))
			.scraper(workerId.substring(workerId.indexOf('~') + 1));
	}

	/**
	 * The run behind a slug.
	 * @param slug any run ID
	 * @return the run, its Worker's ID lost; {@code null} where the slug is of another
	 * kind
	 */
	static @Nullable SimulatedRun ofSlug(String slug) {
		if (!RunId.isUlid(slug) || Ulid.high16(slug) != MARK) {
			return null;
		}
		return ofSlug(slug, "default-worker", new RunId(slug).createdAt().orElseThrow());
	}

	private static SimulatedRun ofSlug(String slug, String workerId, Instant createdAt) {
		long seed = Ulid.seed(slug);
		return new SimulatedRun(workerId, () -> null, slug, createdAt)
			.log(RealisticLog.of(seed, SHORTEST_LOG + Math.floorMod(seed, LOG_SPAN)));
	}

}
