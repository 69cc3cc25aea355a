package dev.logarchiver.job.plan;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.WorkerList;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a list that is not kept in the database, several entries at once, each
 * Worker once.
 */
final class EachEntry {

	private EachEntry() {
	}

	/**
	 * Works on each entry. After a failure nothing new is begun, and what is under way is
	 * finished.
	 * @param workers the list
	 * @param atOnce how many entries are under way at a time
	 * @param work done on each, by a thread of its own
	 */
	static void process(WorkerList workers, int atOnce, Consumer<ListEntry> work) {
		AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
		Semaphore places = new Semaphore(atOnce);
		Set<String> seen = new HashSet<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			workers.forEach((entry) -> {
				if (failure.get() == null && (!(entry instanceof Listed listed) || seen.add(listed.worker().value()))) {
					places.acquireUninterruptibly();
					threads.execute(() -> {
						try {
							work.accept(entry);
						}
						catch (RuntimeException ex) {
							failure.compareAndSet(null, ex);
						}
						finally {
							places.release();
						}
					});
				}
			});
		}
		RuntimeException problem = failure.get();
		if (problem != null) {
			throw problem;
		}
	}

}
