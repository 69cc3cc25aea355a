package dev.logarchiver.simulation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * The faults that were ordered, in that order; the first one that fits is next.
 */
final class Faults {

	private final List<Ordered> ordered = new CopyOnWriteArrayList<>();

	void add(BiPredicate<Endpoint, Request> fits, Fault fault) {
		this.ordered.add(new Ordered(fits, fault, new AtomicInteger()));
	}

	void clear() {
		this.ordered.clear();
	}

	/**
	 * Hands out every fault that this call meets: delays add up, and a fault that changes
	 * the answer is the last.
	 * @return whether the answer was changed
	 */
	boolean collect(Endpoint endpoint, Request request, Consumer<Fault> met) {
		for (Ordered next : this.ordered) {
			if (next.fits.test(endpoint, request) && next.due()) {
				met.accept(next.fault);
				if (next.fault.delay().isZero()) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * One fault and how often its call came.
	 */
	private record Ordered(BiPredicate<Endpoint, Request> fits, Fault fault, AtomicInteger calls) {

		boolean due() {
			long call = this.calls.getAndIncrement();
			return call >= this.fault.skipped() && call < (long) this.fault.skipped() + this.fault.times();
		}

	}

}
