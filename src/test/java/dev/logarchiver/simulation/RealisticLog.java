package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * The log of a scraper at work: of any size, the same for the same seed, and as
 * compressible as real ones (about 4:1). Each block of 64 KB is worked out from the seed
 * and its number alone, so that any part can be written without the parts before it.
 */
public final class RealisticLog implements Content {

	private static final int BLOCK = 64 * 1024;

	private static final Instant USUAL_START = Instant.parse("2026-06-01T00:00:00Z");

	private static final long USUAL_BYTES_PER_SECOND = 6000;

	private final long seed;

	private final long size;

	private final Instant startedAt;

	private final Duration duration;

	private RealisticLog(long seed, long size, Instant startedAt, Duration duration) {
		this.seed = seed;
		this.size = size;
		this.startedAt = startedAt;
		this.duration = duration;
	}

	/**
	 * A log of a size.
	 * @param seed what makes it differ from others
	 * @param size its size in bytes
	 * @return the log, not held in memory
	 */
	public static RealisticLog of(long seed, long size) {
		return new RealisticLog(seed, size, USUAL_START, Duration.ofSeconds(1 + size / USUAL_BYTES_PER_SECOND));
	}

	/**
	 * The same log with the times of a run.
	 * @param start the time of the first line
	 * @param end the time of the last line
	 * @return the log
	 */
	public RealisticLog between(Instant start, Instant end) {
		return new RealisticLog(this.seed, this.size, start, Duration.between(start, end));
	}

	@Override
	public long size() {
		return this.size;
	}

	@Override
	public void writeTo(OutputStream out, long from, long to) throws IOException {
		LogLines lines = new LogLines(BLOCK);
		for (long start = from - from % BLOCK; start < to; start += BLOCK) {
			int length = (int) Math.min(BLOCK, this.size - start);
			lines.fill(this.seed + start / BLOCK, length, millisecond(start), millisecond(start + length), start == 0,
					start + length == this.size);
			int first = (int) Math.max(0, from - start);
			out.write(lines.bytes(), first, (int) Math.min(length, to - start) - first);
		}
	}

	private long millisecond(long offset) {
		return this.startedAt.toEpochMilli() + (long) (this.duration.toMillis() * ((double) offset / this.size));
	}

}
