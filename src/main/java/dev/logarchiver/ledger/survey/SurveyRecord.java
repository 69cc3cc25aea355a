package dev.logarchiver.ledger.survey;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A survey that was made, or that failed.
 *
 * @param execution the job execution that made it
 * @param state how it ended
 * @param windowFrom the earliest creation of the runs that it asked for
 * @param beganAt when it began, by the platform's clock; null if it failed
 * @param workers how many Workers and bad lines the list has
 * @param runs how many runs it showed
 * @param news how many Workers of the list had new runs
 * @param checks how many Workers were asked as a check although it covers them
 * @param calls how many calls of the API it took
 */
public record SurveyRecord(long execution, State state, @Nullable Instant windowFrom, @Nullable Instant beganAt,
		long workers, long runs, long news, long checks, long calls) {

	/** How a survey ended. */
	public enum State {

		/** It showed all runs of its window. */
		COMPLETE,
		/**
		 * It failed, took too many pages or had unknown Workers: every Worker was asked.
		 */
		UNAVAILABLE,
		/** It lacked runs: every Worker was asked. */
		SUSPECT;

		static State of(String text) {
			return Arrays.stream(values()).filter((state) -> state.toString().equals(text)).findFirst().orElseThrow();
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
