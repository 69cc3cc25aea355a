package dev.logarchiver.audit;

import java.time.LocalDate;

/**
 * A daily rotating sample, so that every object is checked eventually.
 *
 * @param part how large it is, up to 1
 * @param day the day
 */
record DailySample(double part, LocalDate day) {

	private static final int PARTS = 10_000;

	/** Whether an object is in the sample: keys are spread evenly by their hash. */
	boolean includes(String key) {
		long width = Math.max(1, Math.round(this.part * PARTS));
		return Math.floorMod(key.hashCode() - this.day.toEpochDay() * width, PARTS) < width;
	}

}
