package dev.logarchiver.job.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import dev.logarchiver.job.window.ItemWindow.Ended;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.step.StepContribution;

/**
 * One execution of a step: its items, from the first to the last. Called by one thread.
 * <p>
 * While the window waits, its transaction has not touched the database yet and holds no
 * connection.
 *
 * @param <T> the type of the items
 * @param <R> the type of their results
 */
class SlidingWindow<T, R> {

	private static final int LARGEST_CHUNK = 500;

	private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);

	private static final Duration POLL = Duration.ofMillis(50);

	/**
	 * For what is cut to clean up. A thread that waits for a silent store can't be cut;
	 * with the drain timeout, this is less than the ten seconds of {@code docker stop}.
	 */
	private static final Duration CUT_PATIENCE = Duration.ofSeconds(1);

	private final WindowWork<T, R> work;

	private final WindowHost host;

	private final Duration drainTimeout;

	private final ItemWindow<T, R> window;

	private final List<R> heldBack = new ArrayList<>();

	private boolean exhausted;

	private @Nullable Throwable fatal;

	SlidingWindow(WindowWork<T, R> work, WindowHost host, int size, Duration drainTimeout) {
		this.work = work;
		this.host = host;
		this.drainTimeout = drainTimeout;
		this.window = new ItemWindow<>(size, work);
	}

	WindowWork<T, R> work() {
		return this.work;
	}

	/**
	 * Records the results of the items that ended meanwhile.
	 * @param contribution counts the items
	 * @return whether there are more to come
	 * @throws Exception what ends the step
	 */
	boolean commitNext(StepContribution contribution) throws Exception {
		rethrow(this.fatal);
		boolean draining = this.host.isStopping();
		this.heldBack.addAll(collect(contribution, draining));
		List<R> results = releaseCertain();
		this.work.write(results);
		contribution.incrementWriteCount(results.size());
		boolean unfinished = !this.window.isEmpty() || !this.exhausted || !this.heldBack.isEmpty() || goesOn();
		if (draining && unfinished && this.fatal == null && results.size() < LARGEST_CHUNK) {
			// only now that what was under way is recorded: it ends the step at once
			contribution.getStepExecution().setTerminateOnly();
		}
		boolean goesOn = unfinished || this.fatal != null;
		if (!goesOn) {
			this.work.finish();
		}
		return goesOn;
	}

	private boolean goesOn() {
		boolean more = this.fatal == null && this.work.goesOn();
		this.exhausted = !more;
		return more;
	}

	/**
	 * Holds items back that the platform didn't answer or the store denied, until a later
	 * answer shows that only they are concerned: if all are, they haven't failed, and a
	 * restart asks for them again. When no other items are left, that is found out.
	 */
	private List<R> releaseCertain() {
		List<R> certain = new ArrayList<>();
		for (Iterator<R> all = this.heldBack.iterator(); all.hasNext();) {
			R result = all.next();
			if (this.work.isCertain(result)) {
				certain.add(result);
				all.remove();
			}
		}
		boolean last = this.window.isEmpty() && this.exhausted && this.fatal == null;
		if (last && certain.isEmpty()) {
			this.heldBack.forEach(this.work::conclude);
			certain.addAll(this.heldBack);
			this.heldBack.clear();
		}
		return certain;
	}

	/**
	 * Keeps the window full until there is a chunk worth a commit. Once the job is to
	 * stop, or can't go on, waits for what is under way, so that it is recorded too; but
	 * once another process may run the job, records nothing more.
	 */
	private List<R> collect(StepContribution contribution, boolean draining) throws InterruptedException {
		List<R> results = new ArrayList<>();
		long start = System.nanoTime();
		while (results.size() < LARGEST_CHUNK) {
			this.host.requireOwnership();
			fill(contribution);
			if (this.window.isEmpty()) {
				break;
			}
			Ended<R> next = this.window.poll(POLL);
			if (next != null) {
				take(next, results);
			}
			Duration patience = (draining || this.fatal != null) ? this.drainTimeout : COMMIT_INTERVAL;
			boolean worthACommit = this.host.isStopping() || this.fatal != null || !results.isEmpty();
			if (worthACommit && System.nanoTime() - start > patience.toNanos()) {
				break;
			}
		}
		return results;
	}

	private void fill(StepContribution contribution) {
		while (!this.exhausted && this.fatal == null && !this.window.isFull() && !this.host.isStopping()) {
			T item = this.work.read();
			if (item == null) {
				this.exhausted = true;
				return;
			}
			contribution.incrementReadCount();
			this.window.add(item);
		}
	}

	private void take(Ended<R> next, List<R> results) {
		if (next.result() != null) {
			results.add(next.result());
		}
		else if (this.fatal == null) {
			this.fatal = next.problem();
		}
	}

	private static void rethrow(@Nullable Throwable problem) throws Exception {
		switch (problem) {
			case null -> {
			}
			case Exception exception -> throw exception;
			case Error error -> throw error;
			default -> throw new IllegalStateException(problem);
		}
	}

	void close() {
		this.window.close(this.host::cut, CUT_PATIENCE);
	}

}
