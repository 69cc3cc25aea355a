package dev.logarchiver.simulation;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The right answers of the API.
 */
final class ApiEndpoints {

	private final Registry registry;

	private final RunListing listing;

	private final URI storage;

	ApiEndpoints(Registry registry, RunListing listing, URI storage) {
		this.registry = registry;
		this.listing = listing;
		this.storage = storage;
	}

	Reply answer(Route route, Request request) {
		try {
			return switch (route.endpoint()) {
				case LAST_LOG -> success(log(lastRun(route.subject())));
				case LAST -> success(RunPayload.of(lastRun(route.subject())));
				case RUN_LOG -> success(log(run(route.subject())));
				case RUN -> success(RunPayload.of(run(route.subject())));
				case RUNS, ACCOUNT_RUNS -> success(this.listing.list(request));
				case WORKERS -> success(workers(request));
				case ACCOUNT ->
					success(Map.of("balance", "100.00", "balance_expiration_at", Instant.EPOCH.getEpochSecond()));
				case OTHER, DOWNLOAD -> Reply.of(404, "text/plain", "404 page not found\n");
			};
		}
		catch (PlatformException ex) {
			return ex.reply();
		}
	}

	private static Reply success(Object data) {
		return Envelope.success(data).reply(200);
	}

	private SimulatedRun lastRun(String workerId) {
		if (!this.registry.knows(workerId)) {
			throw new PlatformException(PlatformError.WORKER_NOT_FOUND);
		}
		SimulatedRun run = this.registry.lastRun(workerId);
		if (run == null) {
			throw new PlatformException(PlatformError.NOT_FOUND);
		}
		return run;
	}

	private SimulatedRun run(String slug) {
		SimulatedRun run = this.registry.run(slug);
		if (run == null) {
			throw new PlatformException(PlatformError.RUN_NOT_FOUND);
		}
		return run;
	}

	private LogPayload log(SimulatedRun run) {
		List<Object> preview = run.preview();
		return new LogPayload(run.url().text(this.storage, run), preview, preview.size());
	}

	private WorkerPayload.Page workers(Request request) {
		String parameter = request.parameter("keyword");
		String keyword = (parameter != null) ? parameter.toLowerCase(Locale.ROOT) : "";
		List<WorkerPayload> found = this.registry.workers()
			.stream()
			.filter(SimulatedWorker::isListed)
			.map(WorkerPayload::of)
			.filter((worker) -> (worker.path() + ' ' + worker.slug() + ' ' + worker.title()).toLowerCase(Locale.ROOT)
				.contains(keyword))
			.toList();
		return new WorkerPayload.Page(Page.of(request).of(found));
	}

}
