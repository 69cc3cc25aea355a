package dev.logarchiver.cli.schedule;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import dev.logarchiver.cli.exit.ExitCode;

/** Runs jobs in this process. Thread-safe. */
public interface JobRuns {

	/**
	 * Waits for a job's turn: jobs that share a state directory go one after another, in
	 * the order in which they came; in a database, a few go side by side.
	 * @param job the job
	 * @param work what is done in its turn
	 * @return the result of that
	 */
	<T> T inTurn(JobDefinition job, Supplier<T> work);

	/**
	 * Does what {@code run --config FILE --scheduled-at TICK} does: an execution for a
	 * tick, or what is left of one that was begun. Only in the job's turn.
	 * @param job the job
	 * @param tick the tick
	 * @return how that process would exit; why, is logged
	 */
	ExitCode run(JobDefinition job, Instant tick);

	/**
	 * Archives the runs that callbacks named, as far as the newest list of a job has
	 * their Workers: an execution of its own, which is no tick of the job. Only in the
	 * job's turn.
	 * @param job the job
	 * @param announced the runs; those of the job's Workers are settled
	 * @return how a process that did this would exit; why, is logged
	 */
	ExitCode archive(JobDefinition job, Announced announced);

	/**
	 * Looks up the last tick of a job's schedule that an execution stands for. Only in
	 * the job's turn.
	 * @return the tick; empty if the job never ran on this schedule
	 * @throws RuntimeException if the database can't be read now
	 */
	Optional<LastTick> lastTick(JobDefinition job);

	/**
	 * The last tick that an execution stands for.
	 *
	 * @param tick the tick
	 * @param isCompleted whether an execution of it completed
	 */
	record LastTick(Instant tick, boolean isCompleted) {
	}

}
