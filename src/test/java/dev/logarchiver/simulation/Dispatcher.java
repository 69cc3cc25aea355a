package dev.logarchiver.simulation;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Takes every call: records it, checks the key and the rate, and lets it go right or
 * wrong.
 */
final class Dispatcher {

	private final String apiKey;

	private final Registry registry;

	private final Recorder recorder;

	private final Faults faults;

	private final InstantSource clock;

	private volatile boolean dated = true;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile @Nullable RateLimit rateLimit;

	Dispatcher(String apiKey, Registry registry, Recorder recorder, Faults faults, InstantSource clock) {
		this.apiKey = apiKey;
		this.registry = registry;
		this.recorder = recorder;
		this.faults = faults;
		this.clock = clock;
	}

	void rateLimit(@Nullable RateLimit limit) {
		this.rateLimit = limit;
	}

	void close() {
		this.closed.countDown();
	}

	Delivery.Ending api(ApiEndpoints endpoints, Request request, ReplyWriter writer) throws IOException {
		Route route = Route.of(request);
		this.recorder.record(route.endpoint(), request);
		Reply refusal = refusal(request);
		if (refusal != null) {
			return writer.write(dated(refusal), Delivery.WHOLE);
		}
		SimulatedRun run = route.asksForRun() ? this.registry.run(route.subject()) : null;
		SimulatedWorker worker = route.asksForWorker() ? this.registry.worker(route.subject()) : workerOf(run);
		Fault fault = meet(route.endpoint(), request, worker, run);
		if (fault != null && fault.instead() != null) {
			return writer.write(dated(fault.instead()), fault.delivery());
		}
		Reply reply = endpoints.answer(route, request);
		if (worker != null) {
			worker.answered(route.endpoint());
		}
		return writer.write(dated(reply), (fault != null) ? fault.delivery() : Delivery.WHOLE);
	}

	/** Says what time it is, as real servers do, unless the reply does already. */
	private Reply dated(Reply reply) {
		return (this.dated && !reply.headers().containsKey("Date"))
				? reply.with("Date", Fault.httpDate(this.clock.instant())) : reply;
	}

	void dated(boolean tells) {
		this.dated = tells;
	}

	Delivery.Ending storage(StorageEndpoints endpoints, Request request, ReplyWriter writer) throws IOException {
		this.recorder.record(Endpoint.DOWNLOAD, request);
		SimulatedRun run = endpoints.run(request);
		Fault fault = meet(Endpoint.DOWNLOAD, request, workerOf(run), run);
		if (fault != null && fault.instead() != null) {
			return writer.write(fault.instead(), fault.delivery());
		}
		return writer.write(endpoints.answer(run, request), (fault != null) ? fault.delivery() : Delivery.WHOLE);
	}

	private @Nullable Reply refusal(Request request) {
		String bearer = request.header("authorization");
		String key = (bearer != null) ? bearer.replaceFirst("^(?i)bearer +", "") : request.header("api-key");
		key = (key != null) ? key : request.parameter("token");
		if (key == null || key.isEmpty()) {
			return new PlatformException(PlatformError.KEY_MISSING).reply();
		}
		if (!key.equals(this.apiKey)) {
			return new PlatformException(PlatformError.KEY_INVALID).reply();
		}
		if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
			return Reply.of(405, "text/plain", "405 method not allowed\n");
		}
		RateLimit limit = this.rateLimit;
		Reply rejection = (limit != null) ? limit.rejection() : null;
		if (rejection != null) {
			this.recorder.rejected();
		}
		return rejection;
	}

	private @Nullable SimulatedWorker workerOf(@Nullable SimulatedRun run) {
		return (run != null) ? this.registry.worker(run.workerId()) : null;
	}

	/**
	 * Waits as long as the call is delayed.
	 * @return the fault that changes the answer or its delivery, if any
	 */
	private @Nullable Fault meet(Endpoint endpoint, Request request, @Nullable SimulatedWorker worker,
			@Nullable SimulatedRun run) {
		List<Fault> met = new ArrayList<>(0);
		boolean changed = this.faults.collect(endpoint, request, met::add)
				|| (worker != null && worker.faults().collect(endpoint, request, met::add))
				|| (run != null && run.faults().collect(endpoint, request, met::add));
		met.forEach((fault) -> await(fault.delay()));
		return changed ? met.getLast() : null;
	}

	private void await(Duration delay) {
		try {
			if (this.closed.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new IllegalStateException("closed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
