package dev.logarchiver.job;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.PlatformTime;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.ledger.CatchUps;
import dev.logarchiver.ledger.FailedAttempt;
import dev.logarchiver.ledger.KnownWorkers;
import dev.logarchiver.ledger.LastRun;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.UnfinishedRuns;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.ledger.WorkerOutcomes.Place;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;

import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Finds out which Workers have further runs to be archived than their last one: those
 * with a new last run, before which others may lie, those of which a listing is still
 * due, and those with runs that are pending.
 * <p>
 * A last run that failed becomes pending: when the next one has begun, nothing else would
 * remember it.
 */
@Component
@Scope("step")
class CatchUpDetector {

	private final CatchUps catchUps;

	private final PendingRuns pendingRuns;

	private final WorkerOutcomes outcomes;

	private final KnownWorkers knownWorkers;

	private final CoreClawClient client;

	private final Clock clock;

	private final StepIdentity step;

	private final PlatformTime time;

	private final Set<WorkerId> unfinished = new HashSet<>();

	/** Looks up of which Workers something is left from before. */
	CatchUpDetector(CatchUps catchUps, PendingRuns pendingRuns, UnfinishedRuns unfinished, WorkerOutcomes outcomes,
			KnownWorkers knownWorkers, CoreClawClient client, Clock clock, StepIdentity step) {
		this.catchUps = catchUps;
		this.pendingRuns = pendingRuns;
		this.outcomes = outcomes;
		this.knownWorkers = knownWorkers;
		this.client = client;
		this.clock = clock;
		this.step = step;
		this.time = new PlatformTime(client, clock);
		long list = step.parameters().list();
		this.unfinished.addAll(pendingRuns.workers(list));
		this.unfinished.addAll(unfinished.workers(list, this.time.now()));
		this.unfinished.addAll(catchUps.workers(list));
		this.unfinished.addAll(outcomes.notAsked(step.instance()));
	}

	/**
	 * Takes note of the last runs, before they are recorded themselves.
	 * @param results the results of some Workers
	 * @param ownListed those of them whose own listing was made or is to be
	 * @return which of them have further runs
	 */
	FurtherWorkers note(List<WorkerResult> results, Set<WorkerId> ownListed) {
		this.client.time().ifPresent((now) -> this.knownWorkers.correct(this.step.parameters().list(), now));
		Map<WorkerId, LastRun> lastRuns = new HashMap<>();
		for (WorkerResult result : results.stream().sorted(Comparator.comparing(WorkerResult::name)).toList()) {
			if (result.item().entry() instanceof Listed listed) {
				switch (result.runs().getFirst()) {
					case Stored stored -> lastRuns.put(listed.worker(), LastRun.of(stored.log().run()));
					case Failed failed when failed.run() != null -> {
						lastRuns.put(listed.worker(), LastRun.of(failed.run()));
						addPending(listed.worker(), failed.run(), result);
					}
					default -> {
					}
				}
			}
		}
		CatchUps.Noted noted = this.catchUps.note(lastRuns, this.time.begin(), this.time.now());
		Set<WorkerId> further = new HashSet<>(noted.due());
		further.addAll(this.unfinished);
		further.addAll(ownListed);
		for (WorkerResult result : results) {
			if (result.item().entry() instanceof Listed listed && further.contains(listed.worker())) {
				this.outcomes.note(this.step.instance(), new Place(listed.worker(), result.item().number()),
						result.outcome(), result.partial());
			}
		}
		return new FurtherWorkers(further,
				results.stream().filter((result) -> isFirst(result, noted.newcomers())).count());
	}

	private static boolean isFirst(WorkerResult result, Set<WorkerId> newcomers) {
		return result.runs().getFirst() instanceof Stored stored && newcomers.contains(stored.log().worker());
	}

	private void addPending(WorkerId worker, RunId run, WorkerResult result) {
		this.pendingRuns.fail(new PendingRun(PendingRun.ANY_INSTANCE, worker, Run.unknown(run)), new FailedAttempt(
				this.step.instance(), result.failure(this.clock.instant()).orElseThrow(), false, null));
	}

}
