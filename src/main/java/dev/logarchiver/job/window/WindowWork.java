package dev.logarchiver.job.window;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * What a step does with the items of its window. All but {@link #process} is called by
 * one thread.
 *
 * @param <T> the type of the items
 * @param <R> the type of their results
 */
public interface WindowWork<T, R> {

	/**
	 * Begins, or goes on where an earlier execution stood.
	 * @param context what the step kept
	 */
	void open(ExecutionContext context);

	/**
	 * Takes the next item into the window.
	 * @return the item; null where there are no more
	 */
	@Nullable T read();

	/**
	 * Does what takes time, on a thread of the item's own, and holds no connection of the
	 * database meanwhile.
	 * @param item the item
	 * @return its result, still to be recorded
	 */
	R process(T item);

	/**
	 * The result of an item that failed in a way that nobody foresaw.
	 * @param item the item
	 * @param problem what {@link #process} threw
	 * @return its result; empty if the problem would meet every other item too, and ends
	 * the step
	 */
	Optional<R> failed(T item, Throwable problem);

	/**
	 * Whether a result is surely its item's own, and not that of something that all items
	 * have in common. It is recorded only once it is.
	 * @param result the result
	 * @return {@code true} if it may be recorded
	 */
	boolean isCertain(R result);

	/**
	 * Finds out, when no other items are left, whether an uncertain result is its item's
	 * own; throws if it isn't.
	 * @param result the result
	 */
	void conclude(R result);

	/**
	 * Records results, within the transaction of a commit.
	 * @param results the results, each once
	 */
	void write(List<R> results);

	/**
	 * Asked when all that was read is recorded, whether there is more to read after all.
	 * @return {@code true} to go on reading
	 */
	default boolean goesOn() {
		return false;
	}

	/** Ends the work, within the transaction of the last commit. */
	default void finish() {
	}

	/**
	 * Keeps with the step how far it is, within the transaction of a commit.
	 * @param context what the step keeps
	 */
	void update(ExecutionContext context);

}
