package dev.logarchiver.job;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.job.RunResult.Failed;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.run.ConfigurationException;
import dev.logarchiver.run.OutOfReachException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedRuntimeException;

/**
 * The Workers that are under way, each on a thread of its own, up to a fixed number. They
 * end in any order. Filled and emptied by one thread.
 */
class WorkerWindow {

	private static final Log logger = LogFactory.getLog(WorkerWindow.class);

	private final Function<ListedWorker, WorkerResult> work;

	private final int size;

	private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("worker-", 1).factory());

	private int underWay;

	WorkerWindow(int size, Function<ListedWorker, WorkerResult> work) {
		this.size = size;
		this.work = work;
	}

	boolean isFull() {
		return this.underWay >= this.size;
	}

	boolean isEmpty() {
		return this.underWay == 0;
	}

	void add(ListedWorker item) {
		this.underWay++;
		this.threads.execute(() -> this.ended.add(archive(item)));
	}

	/**
	 * Takes out a Worker that has ended.
	 * @param patience how long to wait for one
	 * @return how it ended; null where none did in that time
	 */
	@Nullable Ended poll(Duration patience) throws InterruptedException {
		Ended next = this.ended.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
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
				logger.warn("Some Workers are still under way; they are begun anew by 'restart'");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Ended archive(ListedWorker item) {
		try {
			return new Ended(this.work.apply(item), null);
		}
		catch (Throwable ex) {
			return endsTheJob(ex) ? new Ended(null, ex) : new Ended(unexpected(item, ex), null);
		}
	}

	/**
	 * What would meet every other Worker too: a rejected key, the platform, the store,
	 * the database or the disk out of reach.
	 */
	private static boolean endsTheJob(Throwable problem) {
		return problem instanceof Error || problem instanceof CoreClawException
				|| problem instanceof OutOfReachException || problem instanceof ConfigurationException
				|| problem instanceof CancellationException || problem instanceof UncheckedIOException
				|| problem instanceof NestedRuntimeException;
	}

	private static WorkerResult unexpected(ListedWorker item, Throwable problem) {
		logger.warn("Unexpected problem with entry " + item.number() + " of the list", problem);
		return new WorkerResult(item, List.of(new Failed(null, "internal_error",
				"unexpected " + problem.getClass().getSimpleName() + "; please report it", null)));
	}

	/**
	 * How one Worker ended: with its result, or with a problem that ends the job.
	 *
	 * @param result what became of the Worker
	 * @param problem why the job can't go on
	 */
	record Ended(@Nullable WorkerResult result, @Nullable Throwable problem) {
	}

}
