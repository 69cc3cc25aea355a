package dev.logarchiver.simulation;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Counts every call and, unless that would take too much memory, remembers it.
 */
final class Recorder {

	private final Map<Endpoint, LongAdder> counts = new EnumMap<>(Endpoint.class);

	private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

	private final LongAdder rejections = new LongAdder();

	private volatile boolean countOnly;

	Recorder() {
		for (Endpoint endpoint : Endpoint.values()) {
			this.counts.put(endpoint, new LongAdder());
		}
	}

	void record(Endpoint endpoint, Request request) {
		adder(endpoint).increment();
		if (!this.countOnly) {
			this.calls.add(new Call(endpoint, request.method(), request.target(), request.headers(), Instant.now()));
		}
	}

	void rejected() {
		this.rejections.increment();
	}

	long rejections() {
		return this.rejections.sum();
	}

	void countOnly() {
		this.countOnly = true;
		this.calls.clear();
	}

	void clear() {
		this.calls.clear();
		this.counts.values().forEach(LongAdder::reset);
		this.rejections.reset();
	}

	long count(Endpoint endpoint) {
		return adder(endpoint).sum();
	}

	private LongAdder adder(Endpoint endpoint) {
		return Objects.requireNonNull(this.counts.get(endpoint));
	}

	List<Call> calls(Predicate<Call> which) {
		if (this.countOnly) {
			throw new IllegalStateException("calls are only counted, not remembered");
		}
		return this.calls.stream().filter(which).toList();
	}

}
