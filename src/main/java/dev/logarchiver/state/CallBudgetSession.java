package dev.logarchiver.state;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The connection by which a call budget is shared: opened when it is needed first, and
 * again after it failed. Thread-safe; one statement at a time.
 */
final class CallBudgetSession implements AutoCloseable {

	/** Calls wait meanwhile. */
	private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(5);

	private final Supplier<PostgresSessions> sessions;

	private final Function<JdbcClient, CallBudgetTable> table;

	private @Nullable SingleConnectionDataSource session;

	private @Nullable CallBudgetTable opened;

	CallBudgetSession(Supplier<PostgresSessions> sessions, String source, @Nullable Double limit, Duration firstPause) {
		this.sessions = sessions;
		this.table = (jdbc) -> new CallBudgetTable(jdbc, source, limit, firstPause);
	}

	/**
	 * Executes a statement.
	 * @throws RuntimeException if the database can't be reached, or has no such table
	 */
	synchronized <T> T execute(Function<CallBudgetTable, T> statement) {
		try {
			CallBudgetTable current = this.opened;
			return statement.apply((current != null) ? current : open());
		}
		catch (DataAccessException ex) {
			close();
			throw ex;
		}
	}

	private CallBudgetTable open() {
		SingleConnectionDataSource connection = this.sessions.get().open(SILENCE_TIMEOUT);
		this.session = connection;
		JdbcClient jdbc = JdbcClient.create(connection);
		// others wait for each commit, and nothing here is worth a write to the disk
		jdbc.sql("SELECT set_config('synchronous_commit', 'off', FALSE)").query().singleRow();
		CallBudgetTable made = this.table.apply(jdbc);
		this.opened = made;
		return made;
	}

	@Override
	public synchronized void close() {
		this.opened = null;
		if (this.session != null) {
			this.session.destroy();
			this.session = null;
		}
	}

}
