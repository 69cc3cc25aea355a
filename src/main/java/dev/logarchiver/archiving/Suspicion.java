package dev.logarchiver.archiving;

import dev.logarchiver.failure.StoreException;

/**
 * Why a failure may be everybody's, and not its run's alone. {@link Health} knows whether
 * it is.
 */
sealed interface Suspicion {

	/**
	 * The platform answered nothing.
	 *
	 * @param answers how many answers it had given by then
	 */
	record Unanswered(long answers) implements Suspicion {
	}

	/**
	 * The store denied an object, or didn't confirm it.
	 *
	 * @param stored how many objects it had taken by then
	 * @param problem what it said
	 */
	record Denied(long stored, StoreException problem) implements Suspicion {
	}

}
