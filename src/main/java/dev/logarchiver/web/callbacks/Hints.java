package dev.logarchiver.web.callbacks;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.logarchiver.run.RunId;

import org.springframework.stereotype.Component;

/**
 * The runs that are said to have ended, until somebody finds out about them. Anybody who
 * knows the secret may have said so: a hint is worth a call of the platform, and only so
 * many of them. What is lost here is archived by the next tick. Thread-safe.
 */
@Component
public final class Hints {

	/** More wait only while a job keeps others from the database. */
	private static final int MOST_WAITING = 1000;

	/** So many are remembered: the platform may repeat what it said. */
	private static final int MOST_SETTLED = 1000;

	/** A run that the platform doesn't know is hardly its own hint. */
	private static final int COST_OF_UNKNOWN = 10;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrived = this.lock.newCondition();

	private final Set<RunId> waiting = new LinkedHashSet<>();

	private final Set<RunId> settled = new LinkedHashSet<>();

	private final HourlyLimit limit;

	private volatile boolean open;

	Hints(CallbackProperties settings, Clock clock) {
		this.limit = new HourlyLimit(settings.maxPerHour(), clock);
	}

	/** Takes hints from now on. */
	public void open() {
		locked(() -> this.open = true);
	}

	/** Takes no more of them. Who waits for one waits no longer. */
	public void close() {
		locked(() -> {
			this.open = false;
			this.waiting.clear();
			this.arrived.signalAll();
		});
	}

	/** Whether anybody wants hints. */
	boolean isOpen() {
		return this.open;
	}

	/** Takes note of a hint; the same one twice is one. */
	void add(RunId run) {
		locked(() -> {
			if (this.open && this.waiting.size() < MOST_WAITING && !this.settled.contains(run)
					&& this.waiting.add(run)) {
				this.arrived.signal();
			}
		});
	}

	/** Has runs wait once more that nobody could find out about yet. */
	public void putBack(Collection<RunId> runs) {
		runs.forEach(this::add);
	}

	/**
	 * Waits for hints.
	 * @param pause how long to wait for others after the first one
	 * @return those that were taken note of, oldest first; none once no more are taken
	 */
	public List<RunId> await(Duration pause) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (this.open && this.waiting.isEmpty()) {
				this.arrived.await();
			}
			long left = pause.toNanos();
			while (this.open && left > 0) {
				left = this.arrived.awaitNanos(left);
			}
			List<RunId> runs = List.copyOf(this.waiting);
			this.waiting.clear();
			return runs;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether the platform may be asked for one more run because of a hint: as long as it
	 * isn't known, it counts as many.
	 */
	public boolean mayAsk() {
		this.lock.lock();
		try {
			return this.limit.take(COST_OF_UNKNOWN);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The platform knows the run.
	 * @param calls how often it was asked for it
	 */
	public void known(int calls) {
		locked(() -> this.limit.giveBack(calls * (COST_OF_UNKNOWN - 1)));
	}

	/** There is nothing more to find out about a run. */
	public void settled(RunId run) {
		locked(() -> settle(run));
	}

	private void settle(RunId run) {
		this.settled.add(run);
		if (this.settled.size() > MOST_SETTLED) {
			this.settled.remove(this.settled.iterator().next());
		}
	}

	private void locked(Runnable change) {
		this.lock.lock();
		try {
			change.run();
		}
		finally {
			this.lock.unlock();
		}
	}

}
