package dev.logarchiver.archiving;

import java.util.function.BooleanSupplier;

import dev.logarchiver.failure.OutOfReachException;

/**
 * Whether a failure may be everybody's: that of the platform or the store as a whole.
 *
 * @param resolved whether it has turned out to be its item's own, because others
 * succeeded since
 * @param conclusion what is done when there are no others left; throws
 * {@link OutOfReachException} where the failure is everybody's
 */
public record Doubt(BooleanSupplier resolved, Runnable conclusion) {

	/** The failure is its item's own. */
	static final Doubt NONE = new Doubt(() -> true, () -> {
	});

	/**
	 * Ends the doubt.
	 * @throws OutOfReachException if the platform or the store is out of reach
	 */
	public void conclude() {
		if (!this.resolved.getAsBoolean()) {
			this.conclusion.run();
		}
	}

}
