package dev.logarchiver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.ledger.ArchivedLog;
import org.jspecify.annotations.Nullable;

/**
 * What is found in one log, on its way from the thread that searches it to the one that
 * reads all results in order: the former waits when it is far ahead.
 *
 * @param <T> the type of a result
 */
final class Results<T> {

	/** So many go at once, and at most four times as many are kept. */
	private static final int BATCH = 32;

	private static final long MOMENT = 200;

	private final ArchivedLog log;

	private final BlockingQueue<Batch<T>> batches = new LinkedBlockingQueue<>(2);

	private List<T> next = new ArrayList<>();

	Results(ArchivedLog log) {
		this.log = log;
	}

	ArchivedLog log() {
		return this.log;
	}

	/** Adds a result, and waits where there is no room. */
	void add(T result) {
		this.next.add(result);
		if (this.next.size() == BATCH) {
			send(false, null);
		}
	}

	/**
	 * Ends the log.
	 * @param problem why it was not searched to its end; null if it was
	 */
	void end(@Nullable Throwable problem) {
		try {
			send(true, problem);
		}
		catch (CancellationException ex) {
			// nobody waits for it any more
		}
	}

	private void send(boolean last, @Nullable Throwable problem) {
		try {
			this.batches.put(new Batch<>(this.next, last, problem));
			this.next = new ArrayList<>();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("The search was ended");
		}
	}

	/**
	 * Takes the next results, and waits for them a moment.
	 * @return the results; {@code null} if there are none yet
	 */
	@Nullable Batch<T> take() throws InterruptedException {
		return this.batches.poll(MOMENT, TimeUnit.MILLISECONDS);
	}

	/**
	 * Some results.
	 *
	 * @param results the results, in the order of the log's lines
	 * @param last whether there are no more
	 * @param problem why the log was not searched to its end
	 * @param <T> the type of a result
	 */
	record Batch<T>(List<T> results, boolean last, @Nullable Throwable problem) {
	}

}
