package dev.logarchiver.intake;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Workers that are named one by one, or all that the platform lists.
 *
 * @param workers asked each time
 * @param givenBy the option or setting that they were given by
 * @param description what they are
 */
record NamedWorkers(Supplier<List<String>> workers, String givenBy, String description) implements Source {

	@Override
	public void forEach(Consumer<? super ListEntry> consumer) {
		Origin origin = new Origin(this.givenBy, 0);
		this.workers.get().forEach((worker) -> consumer.accept(new RawEntry(worker, origin).entry()));
	}

}
