package dev.logarchiver.web.page;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What takes long to find out and changes slowly. Thread-safe.
 */
public final class Remembered<T> {

	private final Duration span;

	private final Supplier<T> source;

	private @Nullable T value;

	private long foundAt;

	/**
	 * Creates one.
	 * @param span how long it counts
	 * @param source finds it out
	 */
	public Remembered(Duration span, Supplier<T> source) {
		this.span = span;
		this.source = source;
	}

	public synchronized T get() {
		T known = this.value;
		if (known == null || System.nanoTime() - this.foundAt > this.span.toNanos()) {
			known = this.source.get();
			this.value = known;
			this.foundAt = System.nanoTime();
		}
		return known;
	}

}
