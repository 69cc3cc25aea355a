package dev.logarchiver.pace;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Opens call budgets: one of this process alone, or one that all processes share that use
 * the same database.
 */
@FunctionalInterface
public interface CallBudgets {

	/**
	 * Opens a budget.
	 * @param source tells the address and key of the server from others, without
	 * revealing the key
	 * @param limit the most calls a second; null for none
	 * @param firstPause how long all pause after the first refusal
	 * @param waiting lets the calling thread wait, also for no time at all; throws what
	 * {@link CallBudget#enter} is to throw where the thread must not go on
	 * @return the budget
	 */
	CallBudget open(String source, @Nullable Double limit, Duration firstPause, Consumer<Duration> waiting);

	/** Budgets that other processes know nothing of. */
	static CallBudgets ofThisProcess() {
		return (_, limit, firstPause, waiting) -> new RequestGate(limit, firstPause, waiting);
	}

}
