package dev.logarchiver.intake;

import java.util.List;
import java.util.function.Consumer;

/**
 * Workers that are named one by one.
 */
final class NamedWorkers implements Source {

	private final List<String> workers;

	private final Origin origin;

	NamedWorkers(List<String> workers, String givenBy) {
		this.workers = List.copyOf(workers);
		this.origin = new Origin(givenBy, 0);
	}

	@Override
	public void forEach(Consumer<? super ListEntry> consumer) {
		this.workers.forEach((worker) -> consumer.accept(new Candidate(worker, this.origin).entry()));
	}

	@Override
	public String description() {
		return this.origin.source();
	}

	@Override
	public void close() {
		// holds nothing
	}

}
