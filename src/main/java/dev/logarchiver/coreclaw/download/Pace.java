package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongPredicate;

import dev.logarchiver.network.BlockInput;

/**
 * How fast a body comes. Only the time counts in which its bytes are waited for: what the
 * reader does with them is not the sender's fault. For one who reads and one who watches.
 */
final class Pace implements LongPredicate {

	private final long window;

	private final double least;

	private boolean waiting;

	private long since;

	private long waited;

	private long received;

	/**
	 * Begins to measure.
	 * @param window for how long it may be too slow
	 * @param rate the fewest bytes a second, on average over that time
	 */
	Pace(Duration window, long rate) {
		this.window = window.toNanos();
		this.least = (double) rate * this.window / Duration.ofSeconds(1).toNanos();
	}

	/**
	 * Whether less came than had to, since the last window ended.
	 * @param now the time by the JVM's own clock, in nanoseconds
	 */
	@Override
	public synchronized boolean test(long now) {
		if (this.waiting) {
			this.waited += now - this.since;
			this.since = now;
		}
		if (this.waited < this.window) {
			return false;
		}
		boolean slow = this.received < this.least;
		this.waited = 0;
		this.received = 0;
		return slow;
	}

	private synchronized void begin() {
		this.since = System.nanoTime();
		this.waiting = true;
	}

	private synchronized void end(int count) {
		this.waited += System.nanoTime() - this.since;
		this.waiting = false;
		this.received += Math.max(0, count);
	}

	InputStream measured(InputStream body) {
		return new BlockInput(body) {

			@Override
			public int read(byte[] target, int offset, int length) throws IOException {
				int count = -1;
				begin();
				try {
					count = this.in.read(target, offset, length);
				}
				finally {
					end(count);
				}
				return count;
			}

		};
	}

}
