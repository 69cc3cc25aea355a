package dev.logarchiver.audit;

import java.time.LocalDate;

/**
 * A share of all objects that is another one each day, so that all come round in turn.
 *
 * @param part how large it is, up to 1
 * @param day the day
 */
record Share(double part, LocalDate day) {

	private static final int PARTS = 10_000;

	/**
	 * Whether an object is in the share: keys are spread evenly by their hash.
	 */
	boolean includes(String key) {
		long width = Math.max(1, Math.round(this.part * PARTS));
		return Math.floorMod(key.hashCode() - this.day.toEpochDay() * width, PARTS) < width;
	}

}
