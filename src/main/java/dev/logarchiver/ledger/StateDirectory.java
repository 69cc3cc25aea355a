package dev.logarchiver.ledger;

import java.io.IOException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The state directory, held by this process alone where the H2 database lies in it.
 */
final class StateDirectory implements AutoCloseable {

	private final @Nullable String databaseUrl;

	private final @Nullable StateLock lock;

	private StateDirectory(@Nullable String databaseUrl, @Nullable StateLock lock) {
		this.databaseUrl = databaseUrl;
		this.lock = lock;
	}

	static StateDirectory withDatabase(StateProperties state) {
		String url = H2File.url(state.stateDir());
		return new StateDirectory(url, StateLock.acquire(state.stateDir(), state.lockTimeout(), state.holder()));
	}

	static StateDirectory withoutDatabase() {
		return new StateDirectory(null, null);
	}

	/**
	 * The JDBC URL of the database in it; empty where the database is elsewhere.
	 */
	Optional<String> databaseUrl() {
		return Optional.ofNullable(this.databaseUrl);
	}

	@Override
	public void close() throws IOException {
		if (this.lock != null) {
			this.lock.close();
		}
	}

}
