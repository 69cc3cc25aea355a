package dev.logarchiver.web.page;

import java.time.Duration;
import java.util.function.Supplier;

import dev.logarchiver.state.DatabaseAge;
import dev.logarchiver.state.ServedDatabase;
import org.jspecify.annotations.Nullable;

/**
 * What is found out by reading much of the database, until that changes. Thread-safe.
 */
public final class Remembered<T> {

	/** A copy doesn't change, but time goes on. */
	private static final Duration OF_COPY = Duration.ofMinutes(1);

	/** What changes all the time is as old as that at most. */
	private static final Duration OF_LIVE = Duration.ofSeconds(5);

	private final ServedDatabase database;

	private final Supplier<T> source;

	private @Nullable T value;

	private int copy;

	private long foundAt;

	/**
	 * Remembers nothing yet.
	 * @param database what is read
	 * @param source finds it out
	 */
	public Remembered(ServedDatabase database, Supplier<T> source) {
		this.database = database;
		this.source = source;
	}

	/** Whoever asks while it is being found out waits for that. */
	public synchronized T get() {
		DatabaseAge age = this.database.age();
		Duration span = (age.readAt() != null) ? OF_COPY : OF_LIVE;
		T known = this.value;
		if (known == null || this.copy != age.copy() || System.nanoTime() - this.foundAt > span.toNanos()) {
			known = this.source.get();
			this.value = known;
			this.copy = age.copy();
			this.foundAt = System.nanoTime();
		}
		return known;
	}

}
