package dev.logarchiver.audit;

import java.util.Arrays;

/**
 * Finds out in constant memory which keys of a large set another one may lack: those in
 * whose bucket the sums of both differ.
 */
final class KeySums {

	private static final long SPREAD = 0x9E3779B97F4A7C15L;

	private static final int BUCKET_BITS = 16;

	private final long[] sums = new long[1 << BUCKET_BITS];

	void add(String key) {
		this.sums[bucket(key)] += weight(key);
	}

	void subtract(String key) {
		this.sums[bucket(key)] -= weight(key);
	}

	/** Whether a key that was added may not have been subtracted. */
	boolean mayLack(String key) {
		return this.sums[bucket(key)] != 0;
	}

	/** Whether any key that was added may not have been subtracted. */
	boolean mayLackAny() {
		return Arrays.stream(this.sums).anyMatch((sum) -> sum != 0);
	}

	private static int bucket(String key) {
		return (int) ((key.hashCode() * SPREAD) >>> (Long.SIZE - BUCKET_BITS));
	}

	/** Never 0, so that no key goes unnoticed. */
	private static long weight(String key) {
		return (1L << Integer.SIZE) + key.hashCode();
	}

}
