package dev.logarchiver.archiving;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.NoRun;
import dev.logarchiver.archiving.Suspicion.Denied;
import dev.logarchiver.archiving.Suspicion.Unanswered;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.download.DownloadException;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.run.RunId;
import dev.logarchiver.store.spool.SpoolFullException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the failure of one run, which doesn't stop the others, from that of the platform
 * or the store, which would fail them all. Safe for use by many threads.
 */
final class Health {

	private static final int CLOSED_AFTER = 20;

	private final AtomicInteger deniedInARow = new AtomicInteger();

	private final AtomicLong stored = new AtomicLong();

	private final CoreClawClient client;

	private final Runnable storeProbe;

	/**
	 * Takes notice of the platform and the store.
	 * @param client the platform
	 * @param storeProbe throws if the store takes no object at all
	 */
	Health(CoreClawClient client, Runnable storeProbe) {
		this.client = client;
		this.storeProbe = storeProbe;
	}

	/**
	 * Works on one run, whose failure doesn't stop the others.
	 * @param run the run, as far as it is known when something fails
	 * @param work the work
	 * @param failed makes a failure a result of the work
	 * @param <T> the type of its result
	 * @return its result
	 * @throws CoreClawException if the key is rejected
	 */
	<T> T within(Supplier<@Nullable RunId> run, Supplier<T> work, Function<RunResult, T> failed) {
		try {
			return work.get();
		}
		catch (CoreClawException ex) {
			return failed.apply((ex.kind() == CoreClawException.Kind.NO_RUN) ? new NoRun() : failed(run.get(), ex));
		}
		catch (DownloadException ex) {
			return failed.apply(new Failed(run.get(), ex.code(), ex.reason(), null));
		}
		catch (SpoolFullException ex) {
			return failed.apply(new Failed(run.get(), ex.code(), String.valueOf(ex.getMessage()), null));
		}
	}

	/**
	 * What a refused call means for its run.
	 * @param run the run, if it is known
	 * @param problem why the platform gave nothing
	 * @return the failure; when nothing was answered, it is suspect until the platform
	 * answers something
	 * @throws CoreClawException if the key is rejected
	 */
	Failed failed(@Nullable RunId run, CoreClawException problem) {
		Failed failed = new Failed(run, problem.code(), problem.reason(), problem.requestId().orElse(null));
		return switch (problem.kind()) {
			case KEY_REJECTED -> throw problem;
			case NO_RUN, FAILED -> failed;
			case UNANSWERED -> failed.suspectedOf(new Unanswered(this.client.answers()));
		};
	}

	/**
	 * What a refused object means for its run. A policy may deny one object, or all of
	 * them; and something between may say yes to one object, or to all.
	 * @param run the run
	 * @param problem why the store refused it
	 * @return the failure
	 * @throws OutOfReachException if nothing can be stored any more
	 */
	Failed failed(RunId run, StoreException problem) {
		Failed failed = new Failed(run, problem.code(), String.valueOf(problem.getMessage()), null);
		if (!problem.mayConcernAll()) {
			return failed;
		}
		long before = this.stored.get();
		if (this.deniedInARow.incrementAndGet() >= CLOSED_AFTER) {
			throw outOfReach(CLOSED_AFTER + " objects in a row", problem);
		}
		return failed.suspectedOf(new Denied(before, problem));
	}

	/** Takes notice of an object that was stored. */
	void stored() {
		this.deniedInARow.set(0);
		this.stored.incrementAndGet();
	}

	/** Whether a result is surely its run's own, because others succeeded since. */
	boolean isCertain(RunResult result) {
		return switch (result.suspicion()) {
			case null -> true;
			case Unanswered unanswered -> this.client.answers() > unanswered.answers();
			case Denied denied -> this.stored.get() > denied.stored();
		};
	}

	/**
	 * Finds out whether a failure is everybody's, with nobody else left to ask for.
	 * @throws OutOfReachException if the platform or the store is out of reach
	 * @throws CoreClawException if the key is rejected
	 */
	void conclude(RunResult result) {
		if (!isCertain(result)) {
			switch (result.suspicion()) {
				case null -> {
				}
				case Unanswered _ -> requireAnswer();
				case Denied denied -> requireOpenStore(denied.problem());
			}
		}
	}

	/** The cheapest call shows whether the platform is there. */
	private void requireAnswer() {
		try {
			this.client.checkKey();
		}
		catch (CoreClawException ex) {
			switch (ex.kind()) {
				case KEY_REJECTED -> throw ex;
				case UNANSWERED -> throw new OutOfReachException(
						"The platform gave no usable answer; the last: " + ex.getMessage(), ex);
				case NO_RUN, FAILED -> {
					// it answered
				}
			}
		}
	}

	/**
	 * When all that there was to store was denied, however little that was, an object of
	 * ours shows whether the store is closed.
	 */
	private void requireOpenStore(StoreException problem) {
		if (this.stored.get() == 0) {
			try {
				this.storeProbe.run();
			}
			catch (ConfigurationException | OutOfReachException ex) {
				throw outOfReach("every object", problem);
			}
		}
	}

	private static OutOfReachException outOfReach(String what, StoreException problem) {
		return new OutOfReachException("The store " + (problem.denied() ? "denied " : "didn't confirm ") + what
				+ "; the last: " + problem.getMessage(), problem);
	}

}
