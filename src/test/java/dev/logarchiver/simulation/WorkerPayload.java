package dev.logarchiver.simulation;

import java.util.List;

/**
 * A Worker as the API lists it; the names in JSON are the same in snake case.
 */
record WorkerPayload(String slug, String path, String name, String title, String username, String description) {

	static WorkerPayload of(SimulatedWorker worker) {
		String path = worker.id();
		int tilde = path.indexOf('~');
		String name = path.substring(tilde + 1);
		String title = name.replace('-', ' ');
		return new WorkerPayload(worker.slug(), path, name, title, (tilde < 0) ? "" : path.substring(0, tilde),
				"Collects " + title);
	}

	/**
	 * A page of Workers: unlike runs, without a count.
	 */
	record Page(List<WorkerPayload> scraper) {
	}

}
