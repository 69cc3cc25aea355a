package dev.logarchiver.archiving;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.logarchiver.archiving.Location.Located;
import dev.logarchiver.archiving.Location.Nowhere;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.NoRun;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.LogAnswer;
import dev.logarchiver.coreclaw.Preview;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.ListedWorker.Known;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which run a Worker's last log belongs to, and whether the ledger has it.
 * <p>
 * The answer to {@code runs/last/log} names no run, and {@code last} moves between two
 * calls. So the run is taken from the URL where it holds the run's slug; else
 * {@code runs/last} names the run and the run's own endpoint gives the URL.
 */
class RunLocator {

	/**
	 * A URL handed out before the run ended may show less than the whole log. Runs that
	 * ended this shortly before the call, by clocks of the platform that may differ, are
	 * asked for again.
	 */
	private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

	private final CoreClawClient client;

	private final RunInquiry inquiry;

	private final Ledger ledger;

	private final PrunedLogs pruned;

	private final Finality finality;

	private final boolean force;

	RunLocator(CoreClawClient client, Ledger ledger, PrunedLogs pruned, Finality finality, boolean force) {
		this.client = client;
		this.inquiry = new RunInquiry(client);
		this.ledger = ledger;
		this.pruned = pruned;
		this.finality = finality;
		this.force = force;
	}

	/**
	 * Looks at the Worker's last run.
	 * @param worker the Worker
	 * @param held what the ledger held of it a while ago
	 * @return either that nothing is to be done, or where the log is to be had
	 * @throws CoreClawException if the platform doesn't say
	 */
	Location last(WorkerId worker, Known held) {
		LogAnswer answer = this.client.lastLog(worker);
		Instant asked = this.finality.now();
		Optional<RunId> named = answer.runInUrl();
		if (named.isEmpty()) {
			return byLastRun(worker, answer);
		}
		if (!this.force && named.get().equals(held.newest())) {
			return new Nowhere(new Unchanged(false), named.get());
		}
		List<ArchivedLog> known = held.isNothing() ? List.of() : this.ledger.revisions(worker, named.get());
		if (nothingToDo(known) || (!held.isNothing() && isPruned(worker, named.get(), known))) {
			return new Nowhere(new Unchanged(false), named.get());
		}
		Optional<Run> run = this.inquiry.run(named.get());
		if (run.isEmpty()) {
			return confirm(new Located(worker, Run.unknown(named.get()), answer.url(), answer.preview(),
					answer.requestId(), known));
		}
		Located located = new Located(worker, run.get(), answer.url(), answer.preview(), answer.requestId(), known);
		return mayHaveEndedSince(run.get(), asked) ? again(located) : located;
	}

	/**
	 * Looks at a run whose log is not final, whatever the last run is.
	 * @param worker the Worker
	 * @param partial the run's row in the ledger
	 * @return where the log is to be had
	 * @throws CoreClawException if the platform doesn't say
	 */
	Located notFinal(WorkerId worker, ArchivedLog partial) {
		Run before = partial.run();
		Run run = this.inquiry.run(partial.runId())
			.orElseGet(() -> new Run(before.id(), RunStatus.UNKNOWN, before.startedAt(), before.finishedAt()));
		return again(new Located(worker, run, null, Preview.NONE, partial.requestId(), List.of(partial)));
	}

	/**
	 * Looks at a run that had not ended when its newest log was stored.
	 * @param worker the Worker
	 * @param known the run's rows in the ledger, at least one
	 * @return its state, and where its log is to be had where that is to be downloaded:
	 * one that is final by time alone only when the run has ended
	 * @throws CoreClawException if the platform doesn't say
	 */
	Unfinished unfinished(WorkerId worker, List<ArchivedLog> known) {
		ArchivedLog last = known.getLast();
		if (!last.isFinal()) {
			Located located = notFinal(worker, last);
			return new Unfinished(located.run(), located);
		}
		Optional<Run> run = this.inquiry.run(last.runId());
		return new Unfinished(run.orElse(null),
				run.filter((now) -> now.status().ended())
					.map((now) -> again(new Located(worker, now, null, Preview.NONE, last.requestId(), known)))
					.orElse(null));
	}

	/**
	 * Looks at a run that the platform listed.
	 * @param worker the Worker
	 * @param listed the run as it was listed
	 * @return either that nothing is to be done, or where the log is to be had
	 * @throws CoreClawException if the platform doesn't say
	 */
	Location listed(WorkerId worker, Run listed) {
		return byRun(worker, listed.id(),
				() -> listed.status().ended() ? listed : this.inquiry.run(listed.id()).orElse(listed));
	}

	/**
	 * Asks for a fresh URL of a run's log.
	 * @param located the run
	 * @return the run with the URL, or without one where the platform has no log of it
	 */
	Located again(Located located) {
		return this.inquiry.log(located.run().id()).map((answer) -> {
			Preview preview = answer.preview().isEmpty() ? located.preview() : answer.preview();
			return located.at(answer.url(), preview, answer.requestId());
		}).orElseGet(() -> located.at(null, located.preview(), located.requestId()));
	}

	private Location byLastRun(WorkerId worker, LogAnswer answer) {
		Optional<Run> last = this.inquiry.lastRun(worker);
		if (last.isEmpty()) {
			boolean silent = answer.url() == null && answer.preview().isEmpty();
			return new Nowhere(
					silent ? new NoRun() : new Failed(null, "unknown_run",
							"the platform offers a log, but no last run that it could belong to", answer.requestId()),
					null);
		}
		return byRun(worker, last.get().id(), last::get);
	}

	private Location byRun(WorkerId worker, RunId id, Supplier<Run> run) {
		List<ArchivedLog> known = this.ledger.revisions(worker, id);
		if (nothingToDo(known) || isPruned(worker, id, known)) {
			return new Nowhere(new Unchanged(false), id);
		}
		return again(new Located(worker, run.get(), null, Preview.NONE, null, known));
	}

	/**
	 * The URL holds something like a slug, but the platform knows no such run: it may be
	 * the ID of something else. The last run decides, as long as there is one.
	 */
	private Location confirm(Located unconfirmed) {
		Optional<Run> last = this.inquiry.lastRun(unconfirmed.worker());
		if (last.isEmpty() || last.get().id().equals(unconfirmed.run().id())) {
			return unconfirmed;
		}
		return byRun(unconfirmed.worker(), last.get().id(), last::get);
	}

	/**
	 * A final log is not asked for again; only a preview is, for a while, because the
	 * full text may turn up late.
	 */
	private boolean nothingToDo(List<ArchivedLog> known) {
		if (this.force || known.isEmpty() || !known.getLast().isFinal()) {
			return false;
		}
		ArchivedLog last = known.getLast();
		return last.completeness() == Completeness.FULL || this.finality.reachedSince(last.unchangedSince());
	}

	/**
	 * What was let go of is not downloaded again, whatever was asked for, unless a later
	 * revision is there.
	 */
	private boolean isPruned(WorkerId worker, RunId run, List<ArchivedLog> known) {
		if (!this.force && !known.isEmpty()) {
			return false;
		}
		int newest = known.isEmpty() ? 0 : known.getLast().revision();
		return this.pruned.newestRevision(worker, run).orElse(0) > newest;
	}

	private static boolean mayHaveEndedSince(Run run, @Nullable Instant asked) {
		Instant finishedAt = run.finishedAt();
		return run.status().ended()
				&& (finishedAt == null || asked == null || finishedAt.isAfter(asked.minus(CLOCK_DIFFERENCE)));
	}

	/**
	 * A run that had not ended.
	 *
	 * @param run the run as it is now; null where the platform no longer knows it
	 * @param located where its log is to be had; null where it is not to be downloaded
	 */
	record Unfinished(@Nullable Run run, @Nullable Located located) {
	}

}
