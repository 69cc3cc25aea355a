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
		H2File database = readsOnly ? existing(state) : H2File.in(state.stateDir());
		return new StateDirectory(database, StateLock.acquire(state.stateDir(), state.lockTimeout(), state.holder()));
	}

	private static H2File existing(StateProperties state) {
		H2File database = H2File.in(state.stateDir());
		if (!Files.exists(database.path())) {
			throw NoArchive.in(state.stateDir().toString());
		}
		return database;
	}

	/** Opens a directory with a database to others as well. */
	static StateDirectory unlocked(StateProperties state) {
		return new StateDirectory(existing(state), null);
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
