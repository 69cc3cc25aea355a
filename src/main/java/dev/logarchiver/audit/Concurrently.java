package dev.logarchiver.audit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Works on several items of a stream at once. The results come in the order of the items,
 * and no more are under way than that, so that memory stays constant.
 */
final class Concurrently {

	private static final int AT_ONCE = 16;

	private Concurrently() {
	}

	/**
	 * Works on all items. After a failure nothing new is begun, and what is under way is
	 * finished: the JDK's gatherer alone would interrupt it, and an interrupt closes the
	 * file of an H2 database.
	 * @param items the items
	 * @param work done on each, by a thread of its own
	 * @param consumer reads the results
	 * @param <T> the type of an item
	 * @param <R> the type of a result
	 */
	static <T, R> void process(Stream<T> items, Function<? super T, R> work, Consumer<Stream<R>> consumer) {
		AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
		consumer.accept(items.takeWhile((_) -> failure.get() == null)
			.gather(Gatherers.mapConcurrent(AT_ONCE, (item) -> attempt(item, work, failure)))
			.flatMap(Optional::stream));
		RuntimeException problem = failure.get();
		if (problem != null) {
			throw problem;
		}
	}

	private static <T, R> Optional<R> attempt(T item, Function<? super T, R> work,
			AtomicReference<@Nullable RuntimeException> failure) {
		try {
			return Optional.of(work.apply(item));
		}
		catch (RuntimeException ex) {
			failure.compareAndSet(null, ex);
			return Optional.empty();
		}
	}

}
