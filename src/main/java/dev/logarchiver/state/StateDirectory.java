package dev.logarchiver.state;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The state directory, held by this process alone when it opens the H2 database in it.
 */
final class StateDirectory implements AutoCloseable {

	private final @Nullable H2File database;

	private final @Nullable StateLock lock;

	private StateDirectory(@Nullable H2File database, @Nullable StateLock lock) {
		this.database = database;
		this.lock = lock;
	}

	/**
	 * Takes the directory, and creates it at need.
	 * @param readsOnly whether nothing is to be created
	 */
	static StateDirectory withDatabase(StateProperties state, boolean readsOnly) {
		return new StateDirectory(database(state, readsOnly),
				StateLock.acquire(state.stateDir(), state.lockTimeout(), state.holder()));
	}

	private static H2File database(StateProperties state, boolean isThere) {
		H2File database = H2File.in(state.stateDir());
		if (isThere && !Files.exists(database.path())) {
			throw NoArchive.in(state.stateDir().toString());
		}
		return database;
	}

	/**
	 * Opens a directory with a database to others as well.
	 * @param readsOnly whether nobody in this process is going to create one
	 */
	static StateDirectory unlocked(StateProperties state, boolean readsOnly) {
		return new StateDirectory(database(state, readsOnly), null);
	}

	static StateDirectory withoutDatabase() {
		return new StateDirectory(null, null);
	}

	/** The database in it; empty if that is elsewhere. */
	Optional<H2File> database() {
		return Optional.ofNullable(this.database);
	}

	@Override
	public void close() throws IOException {
		if (this.lock != null) {
			this.lock.close();
		}
	}

}
