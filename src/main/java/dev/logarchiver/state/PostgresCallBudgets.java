package dev.logarchiver.state;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.logarchiver.pace.CallBudget;
import dev.logarchiver.pace.CallBudgets;
import org.jspecify.annotations.Nullable;

/**
 * Budgets that all processes share that use the same PostgreSQL database. Each has a
 * connection of its own while calls are made: a statement within a transaction of the
 * caller would have all other processes wait for its end.
 */
final class PostgresCallBudgets implements CallBudgets, AutoCloseable {

	private final Supplier<PostgresSessions> sessions;

	private final Queue<SharedCallBudget> opened = new ConcurrentLinkedQueue<>();

	/**
	 * Makes budgets.
	 * @param sessions opens connections, when the first call is made
	 */
	PostgresCallBudgets(Supplier<PostgresSessions> sessions) {
		this.sessions = sessions;
	}

	@Override
	public CallBudget open(String source, @Nullable Double limit, Duration firstPause, Consumer<Duration> waiting) {
		SharedCallBudget budget = new SharedCallBudget(new CallBudgetSession(this.sessions, source, limit, firstPause),
				limit, firstPause, waiting);
		this.opened.add(budget);
		return budget;
	}

	@Override
	public void close() {
		this.opened.forEach(SharedCallBudget::close);
	}

}
