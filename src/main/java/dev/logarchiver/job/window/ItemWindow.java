package dev.logarchiver.job.window;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

import org.springframework.core.NestedRuntimeException;

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

	/** Made before there is no room for it. */
	private static final Failed DID_NOT_FIT = new Failed(null, "out_of_memory",
			"what came of it did not fit in the memory of this process; more heap (-Xmx) or a lower archiver.concurrency gives it room",
			null);

	private final WindowWork<T, R> work;

	private final int size;

	private final BlockingQueue<Ended<R>> ended = new LinkedBlockingQueue<>();

	private final ExecutorService threads;

	private final @Nullable String execution = MDC.get(Journal.EXECUTION);

	private int underWay;

	ItemWindow(int size, WindowWork<T, R> work) {
		this.size = size;
		this.work = work;
		this.threads = Executors.newFixedThreadPool(size, Thread.ofPlatform().daemon().name("item-", 1).factory());
	}

	boolean isFull() {
		return this.underWay >= this.size;
	}

	boolean isEmpty() {
		return this.underWay == 0;
	}

	void add(T item) {
		this.underWay++;
		this.threads.execute(() -> this.ended.add(archive(item)));
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
	 * Ends the threads; what is still under way is undone and begun anew by a restart.
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
				logger.warn("Some work is still under way; it is begun anew by 'restart'");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Ended<R> archive(T item) {
		try (MDCCloseable _ = MDC.putCloseable(Journal.EXECUTION, this.execution)) {
			return new Ended<>(this.work.process(item), null);
		}
		catch (Throwable ex) {
			if (endsTheJob(ex)) {
				return new Ended<>(null, ex);
			}
			if (didNotFit(ex)) {
				return new Ended<>(this.work.failed(item, DID_NOT_FIT), null);
			}
			logger.warn("Unexpected problem with " + item, ex);
			return new Ended<>(
					this.work
						.failed(item,
								new Failed(null, "internal_error",
										"unexpected " + ex.getClass().getSimpleName() + "; please report it", null)),
					null);
		}
	}

	/**
	 * What would meet every other item too: a rejected key, the platform, the store, the
	 * database or the disk out of reach.
	 */
	private static boolean endsTheJob(Throwable problem) {
		return (problem instanceof Error && !didNotFit(problem)) || problem instanceof CoreClawException
				|| problem instanceof OutOfReachException || problem instanceof ConfigurationException
				|| problem instanceof CancellationException || problem instanceof UncheckedIOException
				|| problem instanceof NestedRuntimeException;
	}

	/**
	 * An allocation that fails, or nesting too deep for the stack: what one Worker's
	 * answers hold needn't meet the others.
	 */
	private static boolean didNotFit(Throwable problem) {
		return problem instanceof OutOfMemoryError || problem instanceof StackOverflowError;
	}

	/**
	 * How one item ended: with its result, or with a problem that ends the job.
	 *
	 * @param result what became of the item
	 * @param problem why the job can't go on
	 * @param <R> the type of the results
	 */
	record Ended<R>(@Nullable R result, @Nullable Throwable problem) {
	}

}
