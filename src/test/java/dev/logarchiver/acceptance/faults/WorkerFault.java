package dev.logarchiver.acceptance.faults;

import java.util.Locale;
import java.util.function.Consumer;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.world.World;

/**
 * Something that goes wrong with one Worker only, and how that Worker ends.
 *
 * @param name what goes wrong
 * @param outcome {@code archived}, {@code preview}, {@code no_run}, or the code of the
 * failure
 * @param misbehaviour lets it go wrong
 */
record WorkerFault(String name, String outcome, Misbehaviour misbehaviour) {

	static WorkerFault api(String name, Fault fault, String outcome) {
		return new WorkerFault("API: " + name, outcome, (world, worker, run) -> worker.fail(fault));
	}

	static WorkerFault api(PlatformError error, String outcome) {
		return api(error + " for good", Fault.error(error), outcome);
	}

	static WorkerFault download(String name, Fault fault, String outcome) {
		return new WorkerFault("download: " + name, outcome,
				(world, worker, run) -> worker.fail(Endpoint.DOWNLOAD, fault));
	}

	static WorkerFault log(String name, Consumer<SimulatedRun> change, String outcome) {
		return new WorkerFault("download: " + name, outcome, (world, worker, run) -> change.accept(run));
	}

	static WorkerFault url(String url, String outcome) {
		return new WorkerFault("URL: " + url, outcome, (world, worker, run) -> run.url(url));
	}

	static WorkerFault store(String name, StoreMisbehaviour misbehaviour) {
		return new WorkerFault("store: " + name, "archived",
				(world, worker, run) -> misbehaviour.begin(world.wayToStore(), run));
	}

	/**
	 * A Worker ID made of the name.
	 */
	String worker() {
		return this.name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
	}

	void begin(World world, SimulatedRun run) {
		this.misbehaviour.begin(world, world.platform().worker(worker()), run);
	}

	static boolean writes(Request request, SimulatedRun run) {
		return request.path().contains(run.slug()) && !request.method().equals("HEAD");
	}

	@Override
	public String toString() {
		return this.name + " -> " + this.outcome;
	}

	/**
	 * How to let it go wrong.
	 */
	interface Misbehaviour {

		void begin(World world, SimulatedWorker worker, SimulatedRun run);

	}

	/**
	 * How to let it go wrong on the way to the store.
	 */
	interface StoreMisbehaviour {

		void begin(FaultyProxy store, SimulatedRun run);

	}

}
