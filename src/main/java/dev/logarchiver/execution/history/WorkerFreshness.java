package dev.logarchiver.execution.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the archive of a Worker is.
 *
 * @param worker the Worker as listed
 * @param newestRun when its newest archived run was; {@code null} if nothing is archived
 * @param interval how often it usually runs; {@code null} if that isn't known
 * @param state what that means
 * @param stale whether somebody is to know: not of a Worker that is muted, nor of one
 * that the platform says never ran
 */
public record WorkerFreshness(WorkerId worker, @Nullable Instant newestRun, @Nullable Duration interval, State state,
		boolean stale) {

	/** So many runs show how often a Worker runs. */
	static final int RUNS = 21;

	private static final int LEAST_RUNS = 4;

	/** A Worker that misses so many runs is late. */
	private static final int MISSED = 3;

	/**
	 * Judges a Worker.
	 * @param worker the Worker
	 * @param runs when its newest archived runs were, newest first
	 * @param failing whether it failed again and again
	 * @param failedLast whether it failed when it was last looked at
	 * @param lookedAt when the platform was last asked for its last run
	 */
	static WorkerFreshness of(WorkerId worker, List<Instant> runs, boolean failing, boolean failedLast,
			Instant lookedAt) {
		if (runs.isEmpty()) {
			return new WorkerFreshness(worker, null, null, State.NEVER_ARCHIVED, failedLast);
		}
		Instant newest = runs.getFirst();
		Optional<Duration> interval = interval(runs);
		boolean late = interval.filter((usual) -> newest.plus(usual.multipliedBy(MISSED)).isBefore(lookedAt))
			.isPresent();
		State state = failing ? State.FAILING : (late ? State.LATE : State.FRESH);
		return new WorkerFreshness(worker, newest, interval.orElse(null), state, state != State.FRESH);
	}

	WorkerFreshness muted() {
		return new WorkerFreshness(this.worker, this.newestRun, this.interval, this.state, false);
	}

	/** The median of the times between runs: a pause doesn't change it. */
	private static Optional<Duration> interval(List<Instant> runs) {
		if (runs.size() < LEAST_RUNS) {
			return Optional.empty();
		}
		List<Duration> gaps = new ArrayList<>(IntStream.range(1, runs.size())
			.mapToObj((index) -> Duration.between(runs.get(index), runs.get(index - 1)))
			.sorted()
			.toList());
		return Optional.of(gaps.get(gaps.size() / 2)).filter(Duration::isPositive);
	}

	/** What is to be thought of a Worker, the worst first. */
	public enum State {

		/** It failed in each of the last three executions. */
		FAILING,
		/** Nothing of it is archived. */
		NEVER_ARCHIVED,
		/** It has missed several of its usual runs. */
		LATE,
		/** Nothing is wrong. */
		FRESH;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

}
