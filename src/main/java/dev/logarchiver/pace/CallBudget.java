package dev.logarchiver.pace;

import java.time.Duration;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * Lets calls through at the rate that a server allows, for all threads together. Every
 * implementation keeps this contract:
 * <ul>
 * <li>It may be used by any number of threads.</li>
 * <li>The rate is open until the server first refuses. Then it adapts: it rises by and by
 * while calls are let through, and is multiplied by less than one at each burst of
 * refusals, once: refusals of calls that were let through before that don't lower it
 * again.</li>
 * <li>At each burst everybody pauses, and for at least as long as the server asks. A
 * pause is twice as long as the one before until a call is accepted.</li>
 * <li>A limit, where one was given, is never exceeded, whatever the server would
 * accept.</li>
 * </ul>
 */
public interface CallBudget {

	/**
	 * Waits for the turn of a call. Throws whatever the wait throws that the budget was
	 * opened with, in which case there is no turn.
	 * @param precedence how the call stands beside those of other processes
	 * @return the turn, to be told what became of the call
	 */
	Turn enter(Precedence precedence);

	/**
	 * The rate as this process knows it.
	 * @return calls a second; empty while it is open and without a limit
	 */
	OptionalDouble rate();

	/**
	 * A call that was let through. One that got no answer at all says nothing of the
	 * rate, and nobody has to be told.
	 */
	interface Turn {

		/** Takes note that the server answered, and be it with an error. */
		void accepted();

		/**
		 * Takes note of a refusal for too many calls.
		 * @param retryAfter how long the server asks to wait
		 */
		void refused(@Nullable Duration retryAfter);

	}

	/** How calls stand to each other where several processes share a budget. */
	enum Precedence {

		/** Gets three calls for each one of lower precedence, while both want some. */
		USUAL,
		/** Gives way, and gets all that others leave. */
		LOW

	}

}
