package dev.logarchiver.search;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import dev.logarchiver.ledger.ArchivedLog;
import org.jspecify.annotations.Nullable;

/**
 * Searches several logs at once, and gives the results of each in the order of the logs.
 * For one use by one thread.
 *
 * @param <T> the type of a result
 */
final class Pipeline<T> implements AutoCloseable {

	/**
	 * So many times as many logs as are searched may be done or begun before it is their
	 * turn: one large log doesn't hold up the others at once.
	 */
	private static final int AHEAD = 4;

	private static final long MOMENT = 5;

	private final Iterator<ArchivedLog> logs;

	private final Work<T> work;

	private final Semaphore atOnce;

	/** Empty is behind the last log. */
	private final BlockingQueue<Optional<Results<T>>> order;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	/** Reads the ledger, and is never interrupted: that would close the file of H2. */
	private final Thread dispatcher;

	private volatile boolean closed;

	private volatile @Nullable RuntimeException failure;

	/**
	 * Begins.
	 * @param logs the logs
	 * @param atOnce how many are searched at a time
	 * @param work searches one of them
	 */
	Pipeline(Iterator<ArchivedLog> logs, int atOnce, Work<T> work) {
		this.logs = logs;
		this.work = work;
		this.atOnce = new Semaphore(atOnce);
		this.order = new LinkedBlockingQueue<>(AHEAD * atOnce);
		this.dispatcher = Thread.ofPlatform().name("search").daemon().start(this::dispatch);
	}

	/**
	 * Goes to the next log.
	 * @return its results; empty if there is no further log
	 */
	Optional<Results<T>> next() throws InterruptedException {
		Optional<Results<T>> next = this.order.take();
		RuntimeException problem = this.failure;
		if (next.isEmpty() && problem != null) {
			throw problem;
		}
		return next;
	}

	private void dispatch() {
		try {
			while (!this.closed && this.logs.hasNext()) {
				Results<T> results = new Results<>(this.logs.next());
				this.order.put(Optional.of(results));
				this.atOnce.acquire();
				this.threads.execute(() -> search(results));
			}
			this.order.put(Optional.empty());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Nothing interrupts this thread", ex);
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			this.order.add(Optional.empty());
		}
	}

	private void search(Results<T> results) {
		Throwable problem = null;
		try {
			this.work.search(results.log(), results::add);
		}
		catch (RuntimeException | Error ex) {
			problem = ex;
		}
		finally {
			this.atOnce.release();
		}
		if (!this.closed) {
			results.end(problem);
		}
	}

	/** Ends what is still under way, and waits for it. */
	@Override
	public void close() {
		this.closed = true;
		this.threads.shutdownNow();
		boolean interrupted = false;
		while (this.dispatcher.isAlive()) {
			this.order.clear();
			this.atOnce.release();
			try {
				this.dispatcher.join(MOMENT);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		this.threads.close();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * How one log is searched.
	 *
	 * @param <T> the type of a result
	 */
	interface Work<T> {

		void search(ArchivedLog log, Consumer<T> results);

	}

}
