package dev.logarchiver.state;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.logarchiver.pace.CallBudget;
import dev.logarchiver.pace.RequestGate;
import dev.logarchiver.state.CallBudgetTable.Reservation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's part of a budget that is kept in the database. While the rate is open,
 * one thread looks there each quarter of a second and the others pass; then threads take
 * reserved slots in turn, and the one that finds none reserves more. Where the database
 * can't be reached, calls go on by a gate of this process alone.
 */
final class SharedCallBudget implements CallBudget, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SharedCallBudget.class);

	private static final Duration SHORTEST_WAIT = Duration.ofMillis(40);

	private static final Duration LONGEST_WAIT = Duration.ofMillis(80);

	private static final long RETRY_AFTER = Duration.ofSeconds(30).toNanos();

	private final CallBudgetSession session;

	private final @Nullable Double limit;

	private final Duration firstPause;

	private final Consumer<Duration> waiting;

	private final ReservedSlots slots = new ReservedSlots();

	/** Its holder waits for slots; others wait for it, in turn. */
	private final ReentrantLock turns = new ReentrantLock(true);

	private final AtomicInteger wanting = new AtomicInteger();

	private final AtomicLong accepted = new AtomicLong();

	private volatile @Nullable RequestGate alone;

	private volatile long aloneSince;

	SharedCallBudget(CallBudgetSession session, @Nullable Double limit, Duration firstPause,
			Consumer<Duration> waiting) {
		this.session = session;
		this.limit = limit;
		this.firstPause = firstPause;
		this.waiting = waiting;
	}

	@Override
	public Turn enter(Precedence precedence) {
		while (true) {
			RequestGate gate = this.alone;
			if (gate != null && !isTimeToShare()) {
				return gate.enter(precedence);
			}
			ReservedSlots.Slot slot = slot(precedence);
			if (slot != null) {
				this.waiting.accept(Duration.ofNanos(Math.max(0, slot.time() - System.nanoTime())));
				if (this.slots.isCurrent(slot)) {
					return new SharedTurn(slot.decreases());
				}
			}
		}
	}

	/** Lets one thread try. */
	private boolean isTimeToShare() {
		if (System.nanoTime() - this.aloneSince < RETRY_AFTER || !this.turns.tryLock()) {
			return false;
		}
		try {
			return System.nanoTime() - this.aloneSince >= RETRY_AFTER && tryToShare();
		}
		finally {
			this.turns.unlock();
		}
	}

	private boolean tryToShare() {
		this.aloneSince = System.nanoTime();
		if (ask(Precedence.USUAL, 0) == null) {
			return false;
		}
		this.alone = null;
		logger.info("All processes share one call budget again");
		return true;
	}

	/** The next slot; null once this process is alone. */
	private ReservedSlots.@Nullable Slot slot(Precedence precedence) {
		ReservedSlots.Slot open = this.slots.pass();
		if (open != null) {
			return open;
		}
		this.wanting.incrementAndGet();
		this.turns.lock();
		try {
			while (true) {
				ReservedSlots.Slot slot = this.slots.take();
				if (slot != null) {
					return slot;
				}
				Reservation reservation = ask(precedence, this.slots.worthAsking(this.wanting.get()));
				if (reservation == null) {
					return null;
				}
				if (reservation.slots() == 0 && !reservation.open()) {
					this.waiting.accept(untilNext(reservation));
				}
			}
		}
		finally {
			this.turns.unlock();
			this.wanting.decrementAndGet();
		}
	}

	/** Whoever looks again soon knows soon of refusals that others met. */
	private static Duration untilNext(Reservation reservation) {
		if (reservation.paused() > 0) {
			return Duration.ofNanos(reservation.paused());
		}
		return Duration.ofNanos(Math.clamp(reservation.again(), SHORTEST_WAIT.toNanos(), LONGEST_WAIT.toNanos()));
	}

	private @Nullable Reservation ask(Precedence precedence, int wanted) {
		return execute((table) -> table.reserve(precedence, wanted, this.accepted.getAndSet(0)));
	}

	private @Nullable Reservation execute(Function<CallBudgetTable, Reservation> statement) {
		try {
			Reservation reservation = this.session.execute(statement);
			this.slots.put(reservation);
			return reservation;
		}
		catch (RuntimeException ex) {
			goOnAlone(ex);
			return null;
		}
	}

	private synchronized void goOnAlone(RuntimeException cause) {
		this.aloneSince = System.nanoTime();
		if (this.alone == null) {
			OptionalDouble last = this.slots.rate();
			this.alone = new RequestGate(last.isPresent() ? Double.valueOf(last.getAsDouble()) : this.limit,
					this.firstPause, this.waiting);
			logger.warn("The database is out of reach for the call budget that all processes share; until it is back, "
					+ "this one makes its calls at a rate of its own [{}]", DatabaseFailures.describe(cause));
		}
	}

	private void refused(long decreases, @Nullable Duration retryAfter) {
		if (this.slots.hold(decreases) || retryAfter != null) {
			refuse(decreases, retryAfter);
		}
	}

	/** One of a burst says so; the others find that it was said. */
	private synchronized void refuse(long decreases, @Nullable Duration retryAfter) {
		if (this.slots.decreases() <= decreases || retryAfter != null) {
			execute((table) -> table.refuse(decreases, retryAfter, this.accepted.getAndSet(0)));
		}
	}

	@Override
	public OptionalDouble rate() {
		RequestGate gate = this.alone;
		return (gate != null) ? gate.rate() : this.slots.rate();
	}

	@Override
	public void close() {
		this.session.close();
	}

	/** A call that was let through when the rate had been lowered so many times. */
	private final class SharedTurn implements Turn {

		private final long decreases;

		SharedTurn(long decreases) {
			this.decreases = decreases;
		}

		@Override
		public void accepted() {
			SharedCallBudget.this.accepted.incrementAndGet();
		}

		@Override
		public void refused(@Nullable Duration retryAfter) {
			SharedCallBudget.this.refused(this.decreases, retryAfter);
		}

	}

}
