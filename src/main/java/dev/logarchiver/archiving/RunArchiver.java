package dev.logarchiver.archiving;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.logarchiver.archiving.Location.Located;
import dev.logarchiver.archiving.Location.Nowhere;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.ledger.ListedWorker.Known;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Archives one run: finds it, fetches its log, stores it. What goes wrong is the result
 * of that run, and ends there; only what would meet all of them is thrown. The caller
 * records the results in the ledger. Safe for use by many threads.
 */
public final class RunArchiver {

	private final RunLocator locator;

	private final Function<Located, RunResult> mover;

	private final Ledger ledger;

	private final Health health;

	/**
	 * Creates an archiver.
	 * @param mover fetches and stores a log
	 */
	RunArchiver(RunLocator locator, Function<Located, RunResult> mover, Ledger ledger, Health health) {
		this.locator = locator;
		this.mover = mover;
		this.ledger = ledger;
		this.health = health;
	}

	/**
	 * Archives the last run of a Worker, and earlier runs that are not final yet.
	 * @param item the entry of the list
	 * @return the results of its runs
	 * @throws CoreClawException if the key is rejected
	 * @throws dev.logarchiver.failure.OutOfReachException if the store takes nothing more
	 */
	public WorkerResult last(ListedWorker item) {
		return new WorkerResult(item, switch (item.entry()) {
			case Listed listed -> last(listed.worker(), item.known());
			case Rejected rejected -> List.of(invalid(rejected));
		});
	}

	/**
	 * The result of a line that names no Worker.
	 * @param rejected the line
	 * @return its failure
	 */
	public static Failed invalid(Rejected rejected) {
		return new Failed(null, "invalid_worker_id", rejected.origin() + ": " + rejected.reason(), null);
	}

	private List<RunResult> last(WorkerId worker, Known known) {
		List<RunResult> results = new ArrayList<>();
		AtomicReference<@Nullable RunId> last = new AtomicReference<>();
		results.add(within(last::get, () -> {
			Location location = this.locator.last(worker, known);
			last.set(location.runId());
			return archive(location);
		}));
		for (ArchivedLog partial : known.notFinal() ? this.ledger.notFinal(worker) : List.<ArchivedLog>of()) {
			if (!Objects.equals(partial.runId(), last.get())) {
				results.add(within(partial::runId, () -> this.mover.apply(this.locator.notFinal(worker, partial))));
			}
		}
		return results;
	}

	/**
	 * Archives a run that the platform listed.
	 * @param pending the run as it was listed
	 * @return its result
	 * @throws CoreClawException if the key is rejected
	 * @throws dev.logarchiver.failure.OutOfReachException if the store takes nothing more
	 */
	public RunResult listed(PendingRun pending) {
		return within(pending.run()::id, () -> archive(this.locator.listed(pending.worker(), pending.run())));
	}

	/**
	 * Archives what is new of a run that had not ended when its newest log was stored.
	 * @param worker the Worker
	 * @param id the run
	 * @return its result, and what was seen
	 * @throws CoreClawException if the key is rejected
	 * @throws dev.logarchiver.failure.OutOfReachException if the store takes nothing more
	 */
	public Revisit again(WorkerId worker, RunId id) {
		List<ArchivedLog> known = this.ledger.revisions(worker, id);
		if (known.isEmpty()) {
			return new Revisit(null, null, new Unchanged(false));
		}
		AtomicReference<@Nullable Run> seen = new AtomicReference<>(Run.unknown(id));
		RunResult result = within(() -> id, () -> {
			RunLocator.Unfinished unfinished = this.locator.unfinished(worker, known);
			seen.set(unfinished.run());
			return (unfinished.located() != null) ? this.mover.apply(unfinished.located())
					: new Unchanged(!known.getLast().isFinal());
		});
		return new Revisit(known.getLast(), seen.get(), result);
	}

	private RunResult archive(Location location) {
		return switch (location) {
			case Nowhere nowhere -> nowhere.result();
			case Located located -> this.mover.apply(located);
		};
	}

	private RunResult within(Supplier<@Nullable RunId> run, Supplier<RunResult> work) {
		return this.health.within(run, work, Function.identity());
	}

	/**
	 * Whether a result is surely its run's own, and not that of the platform or the store
	 * as a whole.
	 * @param result the result
	 * @return {@code true} if it didn't fail, or others succeeded since
	 */
	public boolean isCertain(RunResult result) {
		return this.health.isCertain(result);
	}

	/**
	 * Finds out whether a failure is that of the platform or the store as a whole.
	 * @param result the result
	 * @throws CoreClawException if the key is rejected
	 * @throws dev.logarchiver.failure.OutOfReachException if one of them is out of reach
	 */
	public void conclude(RunResult result) {
		this.health.conclude(result);
	}

	/**
	 * What came of another look at a run.
	 *
	 * @param log its newest log before; null when none is archived any more
	 * @param run the run as it is now; null when the platform no longer knows it
	 * @param result the result
	 */
	public record Revisit(@Nullable ArchivedLog log, @Nullable Run run, RunResult result) {
	}

}
