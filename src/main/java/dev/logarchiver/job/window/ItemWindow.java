package dev.logarchiver.job.window;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The items that are under way, each on a thread of its own, up to a fixed number. They
 * end in any order. Filled and emptied by one thread.
 * <p>
 * The threads are those of the operating system, and kept: while a virtual one waits for
 * an answer, its timeout is a task of its own, and each wait took a fifth of the CPU time
 * of an unchanged Worker.
 *
 * @param <T> the type of the items
 * @param <R> the type of their results
 */
class ItemWindow<T, R> {

	private static final Log logger = LogFactory.getLog(ItemWindow.class);

	private final WindowWork<T, R> work;

	private final int size;

	private final BlockingQueue<Ended<R>> ended = new LinkedBlockingQueue<>();

	private final ExecutorService threads;

	private int underWay;

	ItemWindow(int size, WindowWork<T, R> work) {
		this.size = size;
		this.work = work;
		Map<String, String> context = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
		ThreadFactory factory = Thread.ofPlatform().daemon().name("item-", 1).factory();
		this.threads = Executors.newFixedThreadPool(size, (loop) -> factory.newThread(() -> {
			MDC.setContextMap(context);
			loop.run();
		}));
	}

	boolean isFull() {
		return this.underWay >= this.size;
	}

	boolean isEmpty() {
		return this.underWay == 0;
	}

	void add(T item) {
		this.underWay++;
		this.threads.execute(() -> this.ended.add(work(item)));
	}

	/**
	 * Takes out an item that has ended.
	 * @param patience how long to wait for one
	 * @return how it ended; null where none did in that time
	 */
	@Nullable Ended<R> poll(Duration patience) throws InterruptedException {
		Ended<R> next = this.ended.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
		if (next != null) {
			this.underWay--;
		}
		return next;
	}

	/**
	 * Ends the threads; what is still in progress is undone, and a restart starts it
	 * again.
	 * @param cut called first where something is still under way
	 * @param patience how long to wait for them
	 */
	void close(Runnable cut, Duration patience) {
		this.threads.shutdown();
		if (!isEmpty()) {
			cut.run();
			this.threads.shutdownNow();
		}
		try {
			if (!this.threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("Some work is still in progress; 'restart' starts it again");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Ended<R> work(T item) {
		try {
			return new Ended<>(this.work.process(item), null);
		}
		catch (Throwable ex) {
			Optional<R> result = this.work.failed(item, ex);
			return new Ended<>(result.orElse(null), result.isPresent() ? null : ex);
		}
	}

	/**
	 * How one item ended: with its result, or with a problem that ends the step.
	 *
	 * @param result the item's outcome
	 * @param problem why the step can't go on
	 * @param <R> the type of the results
	 */
	record Ended<R>(@Nullable R result, @Nullable Throwable problem) {
	}

}
