package dev.logarchiver.intake;

import java.util.List;
import java.util.function.Consumer;

/**
 * Workers that are named one by one on the command line.
 */
final class NamedWorkers implements Source {

	private static final Origin OPTION = new Origin("--worker", 0);

	private final List<String> workers;

	NamedWorkers(List<String> workers) {
		this.workers = List.copyOf(workers);
	}

	@Override
	public void forEach(Consumer<? super ListEntry> consumer) {
		this.workers.forEach((worker) -> consumer.accept(new Candidate(worker, OPTION).entry()));
	}

	@Override
	public void close() {
		// holds nothing
	}

}
