package dev.logarchiver.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

import dev.logarchiver.state.CallBudgetTable.Reservation;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a shared budget: the slots that it has reserved, or for how
 * long it needs none. Times are those of {@link System#nanoTime()}. Thread-safe.
 */
final class ReservedSlots {

	/** For so long a look, or a slot, counts. */
	private static final long QUARTER = 250_000_000;

	private final Deque<Slot> slots = new ArrayDeque<>();

	private @Nullable Double rate;

	private long decreases = -1;

	private long openUntil = System.nanoTime();

	private boolean open;

	private long pausedUntil = this.openUntil;

	private long countedSince = this.openUntil;

	private int taken;

	private int takenBefore;

	/** Learns what the database answered right now. */
	synchronized void put(Reservation reservation) {
		if (reservation.decreases() < this.decreases) {
			return;
		}
		long now = System.nanoTime();
		if (reservation.decreases() > this.decreases) {
			this.slots.clear();
		}
		this.decreases = reservation.decreases();
		this.rate = reservation.rate();
		this.open = reservation.open();
		this.openUntil = now + QUARTER;
		if (reservation.paused() > 0) {
			this.slots.clear();
			this.pausedUntil = now + reservation.paused();
		}
		for (int number = 0; number < reservation.slots(); number++) {
			this.slots.add(new Slot(now + reservation.first() + number * reservation.apart(), this.decreases));
		}
	}

	/**
	 * Passes without a slot while the rate is open.
	 * @return a slot for right now; null if one has to be reserved, or it is time to look
	 * whether the rate is still open
	 */
	synchronized @Nullable Slot pass() {
		long now = System.nanoTime();
		return (this.open && now - this.openUntil < 0) ? new Slot(now, this.decreases) : null;
	}

	/** The next reserved slot, if there is one that isn't long past. */
	synchronized @Nullable Slot take() {
		long now = System.nanoTime();
		while (!this.slots.isEmpty()) {
			Slot slot = this.slots.remove();
			if (slot.time() - now > -QUARTER) {
				count(now);
				return slot;
			}
		}
		return pass();
	}

	private void count(long now) {
		if (now - this.countedSince > QUARTER) {
			this.takenBefore = (now - this.countedSince > 2 * QUARTER) ? 0 : this.taken;
			this.taken = 0;
			this.countedSince = now;
		}
		this.taken++;
	}

	/**
	 * How many slots will be needed soon.
	 * @param waiting how many threads wait for one now
	 */
	synchronized int worthAsking(int waiting) {
		boolean late = System.nanoTime() - this.countedSince > 2 * QUARTER;
		return late ? waiting : Math.max(waiting, Math.max(this.taken, this.takenBefore));
	}

	/**
	 * Gives up all slots, because a call was refused.
	 * @param before how often the rate had been lowered when it was let through
	 * @return {@code false} if the rate was lowered since, so that it is old news
	 */
	synchronized boolean hold(long before) {
		if (before < this.decreases) {
			return false;
		}
		this.slots.clear();
		this.open = false;
		return true;
	}

	/** Whether nothing was refused since a slot was reserved. */
	synchronized boolean isCurrent(Slot slot) {
		return slot.decreases() == this.decreases && slot.time() - this.pausedUntil >= 0;
	}

	synchronized long decreases() {
		return this.decreases;
	}

	synchronized OptionalDouble rate() {
		return (this.rate != null) ? OptionalDouble.of(this.rate) : OptionalDouble.empty();
	}

	/**
	 * When a call may be made.
	 *
	 * @param decreases how often the rate had been lowered by then
	 */
	record Slot(long time, long decreases) {
	}

}
