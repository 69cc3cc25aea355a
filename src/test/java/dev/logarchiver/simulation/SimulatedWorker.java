package dev.logarchiver.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A Worker of the platform. It has never run until a run is added; the run added last is
 * its last one.
 */
public final class SimulatedWorker {

	private final String id;

	private final Registry registry;

	private final Faults faults = new Faults();

	private final List<SimulatedRun> runs = new ArrayList<>();

	private final Map<Endpoint, Queue<Runnable>> following = new ConcurrentHashMap<>();

	private volatile String slug;

	private volatile boolean listed = true;

	SimulatedWorker(String id, Registry registry) {
		this.id = id;
		this.registry = registry;
		this.slug = registry.freeSlug(id);
	}

	/**
	 * Adds a run that becomes the last one, its slug a ULID that is the same at each
	 * start.
	 * @param createdAt when it was created
	 * @return the run
	 */
	public SimulatedRun run(Instant createdAt) {
		return run(Ulid.of(createdAt, Ulid.seed(this.id) + runs().size()), createdAt);
	}

	/**
	 * Adds a run that becomes the last one.
	 * @param runSlug any ID, a bad one too
	 * @param createdAt when it was created
	 * @return the run
	 */
	public SimulatedRun run(String runSlug, Instant createdAt) {
		SimulatedRun run = new SimulatedRun(this.id, () -> this.slug, runSlug, createdAt);
		this.registry.add(run);
		synchronized (this.runs) {
			this.runs.add(run);
		}
		return run;
	}

	/**
	 * Adds the run that an unknown Worker of this ID has where every one has a run.
	 * @return the run
	 * @see SimulatedPlatform#everyUnknownWorkerHasOneRun()
	 */
	public SimulatedRun defaultRun() {
		SimulatedRun run = DefaultRun.ofWorker(this.id);
		this.registry.add(run);
		synchronized (this.runs) {
			this.runs.add(run);
		}
		return run;
	}

	/**
	 * Makes the Worker known under the platform's own slug too.
	 * @param other the slug
	 * @return this Worker
	 */
	public SimulatedWorker slug(String other) {
		this.slug = other;
		this.registry.alias(other, this);
		return this;
	}

	/**
	 * Gives the Worker another slug from now on.
	 * @param other the slug
	 * @param runsToo whether its runs so far are shown under it as well
	 * @return this Worker
	 */
	public SimulatedWorker renamed(String other, boolean runsToo) {
		if (!runsToo) {
			runs().forEach((run) -> run.scraper(run.scraper()));
		}
		return slug(other);
	}

	/**
	 * Leaves the Worker out where the account's Workers are listed.
	 * @return this Worker
	 */
	public SimulatedWorker unlisted() {
		this.listed = false;
		return this;
	}

	boolean isListed() {
		return this.listed;
	}

	/**
	 * Lets every API call on this Worker's ID and on its runs go wrong.
	 * @param fault how
	 * @return this Worker
	 */
	public SimulatedWorker fail(Fault fault) {
		this.faults.add((endpoint, request) -> endpoint.isApi(), fault);
		return this;
	}

	/**
	 * Lets calls of a kind go wrong, also those for its runs.
	 * @param endpoint what is called
	 * @param fault how
	 * @return this Worker
	 */
	public SimulatedWorker fail(Endpoint endpoint, Fault fault) {
		this.faults.add((asked, request) -> asked == endpoint, fault);
		return this;
	}

	/**
	 * Ends all faults of this Worker.
	 * @return this Worker
	 */
	public SimulatedWorker heal() {
		this.faults.clear();
		return this;
	}

	/**
	 * Changes something right after the next answer to a call has been worked out and
	 * before it is sent, such as a new run that starts between the two {@code last}
	 * calls. Where several are waiting, each call takes one.
	 * @param endpoint {@link Endpoint#LAST_LOG} or {@link Endpoint#LAST}
	 * @param change what to do
	 * @return this Worker
	 */
	public SimulatedWorker afterNext(Endpoint endpoint, Runnable change) {
		this.following.computeIfAbsent(endpoint, (key) -> new ConcurrentLinkedQueue<>()).add(change);
		return this;
	}

	/**
	 * The ID under which it was set up.
	 * @return a slug or {@code owner~name}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The platform's own slug.
	 * @return the part behind {@code ~}, unless set or taken by another Worker
	 */
	public String slug() {
		return this.slug;
	}

	/**
	 * Its runs, the last one last.
	 * @return a copy
	 */
	public List<SimulatedRun> runs() {
		synchronized (this.runs) {
			return List.copyOf(this.runs);
		}
	}

	Faults faults() {
		return this.faults;
	}

	void answered(Endpoint endpoint) {
		Queue<Runnable> waiting = this.following.get(endpoint);
		Runnable change = (waiting != null) ? waiting.poll() : null;
		if (change != null) {
			change.run();
		}
	}

}
