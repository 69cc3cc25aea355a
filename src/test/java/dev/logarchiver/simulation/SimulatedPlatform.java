package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A CoreClaw platform on this machine: its API on one port, its log storage on another.
 */
public final class SimulatedPlatform implements AutoCloseable {

	private static final String API_KEY = "ck-simulated-5f1c7e9a42";

	private final Registry registry = new Registry();

	private final Recorder recorder = new Recorder();

	private final Faults faults = new Faults();

	private final ListingFaults listingFaults = new ListingFaults();

	private final Dispatcher dispatcher = new Dispatcher(API_KEY, this.registry, this.recorder, this.faults,
			() -> this.clock.instant());

	private final StorageEndpoints storageEndpoints = new StorageEndpoints(this.registry);

	private final HttpListener storage;

	private final HttpListener api;

	private volatile InstantSource clock = Clock.systemUTC();

	private SimulatedPlatform(int apiPort, int storagePort) {
		this.storage = HttpListener.start(storagePort,
				(request, writer) -> this.dispatcher.storage(this.storageEndpoints, request, writer));
		RunListing listing = new RunListing(this.registry, () -> this.clock.instant(), this.listingFaults);
		ApiEndpoints apiEndpoints = new ApiEndpoints(this.registry, listing, storageUrl());
		this.api = HttpListener.start(apiPort, (request, writer) -> this.dispatcher.api(apiEndpoints, request, writer));
	}

	/** Starts a platform without Workers on free ports. */
	public static SimulatedPlatform start() {
		return start(0, 0);
	}

	/**
	 * Starts a platform without Workers.
	 * @param apiPort the port of the API; 0 for a free one
	 * @param storagePort the port of the log storage; 0 for a free one
	 */
	public static SimulatedPlatform start(int apiPort, int storagePort) {
		return new SimulatedPlatform(apiPort, storagePort);
	}

	/** What {@code CORECLAW_BASE_URL} is to be: without {@code /api/v2}. */
	public URI baseUrl() {
		return URI.create("http://127.0.0.1:" + this.api.port());
	}

	/** Where the logs are. */
	public URI storageUrl() {
		return URI.create("http://127.0.0.1:" + this.storage.port());
	}

	/** The key that the API accepts; it must never reach the storage. */
	public String apiKey() {
		return API_KEY;
	}

	/**
	 * A Worker, set up on first use, without runs then.
	 * @param id a slug or {@code owner~name}; {@code owner/name} is taken for the latter
	 */
	public SimulatedWorker worker(String id) {
		return this.registry.getOrCreate(id.replace('/', '~'));
	}

	/**
	 * Gives every Worker that isn't set up one finished run, worked out from its ID, so
	 * that 100,000 of them need no memory. Their URLs hold the slug.
	 */
	public SimulatedPlatform everyUnknownWorkerHasOneRun() {
		this.registry.unknownWorkersHaveOneRun();
		return this;
	}

	/** The run of a Worker that isn't set up, where every one of them has a run. */
	public SimulatedRun defaultRun(String workerId) {
		return DefaultRun.ofWorker(workerId.replace('/', '~'));
	}

	/**
	 * Sets what "the current month" of a listing goes by; the system's clock at first.
	 */
	public SimulatedPlatform clock(InstantSource source) {
		this.clock = source;
		return this;
	}

	/** Sets whether the API's answers say what time it is; they do at first. */
	public SimulatedPlatform dates(boolean told) {
		this.dispatcher.dated(told);
		return this;
	}

	/** Hides runs until the clock has reached their creation. */
	public SimulatedPlatform runsAppearByClock() {
		this.registry.runsAppearBy(() -> this.clock.instant());
		return this;
	}

	/** Limits the API's calls; {@code null} lifts the limit. */
	public SimulatedPlatform rateLimit(@Nullable RateLimit limit) {
		this.dispatcher.rateLimit(limit);
		return this;
	}

	/** Sets whether the storage understands {@code Range}; it does at first. */
	public SimulatedPlatform ranges(boolean supported) {
		this.storageEndpoints.ranges(supported);
		return this;
	}

	/** Sets whether the storage understands {@code If-None-Match}; it does at first. */
	public SimulatedPlatform conditionalRequests(boolean supported) {
		this.storageEndpoints.conditionals(supported);
		return this;
	}

	/** Lets every call of a kind go wrong. */
	public SimulatedPlatform fail(Endpoint endpoint, Fault fault) {
		this.faults.add((asked, request) -> asked == endpoint, fault);
		return this;
	}

	/** Lets every call of the API go wrong. */
	public SimulatedPlatform failApi(Fault fault) {
		this.faults.add((asked, request) -> asked.isApi(), fault);
		return this;
	}

	/** Lets every call go wrong in whose path a pattern is found, on both ports. */
	public SimulatedPlatform fail(Pattern path, Fault fault) {
		this.faults.add((asked, request) -> path.matcher(request.path()).find(), fault);
		return this;
	}

	/** What goes wrong with listings of runs. */
	public ListingFaults listings() {
		return this.listingFaults;
	}

	/** Ends the faults ordered here; those of Workers and runs stay. */
	public SimulatedPlatform heal() {
		this.faults.clear();
		return this;
	}

	/** Counts calls from now on, without remembering them. */
	public SimulatedPlatform countOnly() {
		this.recorder.countOnly();
		return this;
	}

	/** Forgets all calls so far and starts counting anew. */
	public void forgetCalls() {
		this.recorder.clear();
	}

	/** How many calls of a kind came in. */
	public long count(Endpoint endpoint) {
		return this.recorder.count(endpoint);
	}

	/** How many calls the rate limit rejected. */
	public long rejections() {
		return this.recorder.rejections();
	}

	/** Every call, in the order in which they came. */
	public List<Call> calls() {
		return this.recorder.calls((call) -> true);
	}

	/** The calls of the API. */
	public List<Call> apiCalls() {
		return this.recorder.calls((call) -> call.endpoint().isApi());
	}

	/** The calls of the log storage. */
	public List<Call> downloads() {
		return this.recorder.calls((call) -> !call.endpoint().isApi());
	}

	@Override
	public void close() {
		this.dispatcher.close();
		try (this.api; this.storage) {
			// closes both
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
