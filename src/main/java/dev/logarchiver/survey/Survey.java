package dev.logarchiver.survey;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import dev.logarchiver.archiving.Listing;
import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunResult;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.ledger.Outcome;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.survey.Surveyed;
import dev.logarchiver.ledger.survey.SurveyedEntry;
import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import dev.logarchiver.ledger.survey.SurveyedWorkers.Answer;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.survey.Asked.OwnListing;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Whom an execution asks, and what it learns from the answers: all Workers of the list,
 * or those that a survey doesn't cover.
 * <p>
 * {@link #ask} may be called by many threads, the rest by one.
 */
public final class Survey {

	private final Surveying surveying;

	private final Asking asking;

	private final Set<String> foreign;

	/** Null where all are asked from the start. */
	private final @Nullable SurveyCheck check;

	private volatile boolean asksAll;

	Survey(Surveying surveying, Asking asking, Set<String> foreign, @Nullable SurveyCheck check) {
		this.surveying = surveying;
		this.asking = asking;
		this.foreign = foreign;
		this.check = check;
		this.asksAll = (check == null);
	}

	/**
	 * The next entries that are to be asked and were not asked yet.
	 * @param rejectedAfter bad lines come only after this place in the list
	 * @param after the place in the list, 0 at the start
	 * @param limit the most entries
	 */
	public List<SurveyedEntry> entries(long rejectedAfter, long after, int limit) {
		return this.asksAll ? this.surveying.list().notAsked(this.asking, rejectedAfter, after, limit)
				: this.surveying.list().toAsk(this.asking, rejectedAfter, after, limit);
	}

	/** Entries by their numbers. */
	public List<SurveyedEntry> entries(Collection<Long> numbers) {
		return this.surveying.list().entries(this.asking, numbers);
	}

	/**
	 * Asks for a Worker's last run, and archives it; checks the survey by a Worker that
	 * it covers; learns the slug of one whose slug is unknown.
	 * @param entry the entry of the list
	 * @param archiver archives the run
	 * @return what came of it
	 */
	public Asked ask(SurveyedEntry entry, RunArchiver archiver) {
		WorkerResult result = archiver.last(entry.listed());
		if (!(entry.listed().entry() instanceof Listed listed) || entry.state() == null) {
			return Asked.plain(entry, result);
		}
		try {
			return learn(entry, listed.worker(), entry.state(), result);
		}
		catch (CoreClawException | OutOfReachException | CancellationException ex) {
			// what was archived is recorded all the same; the next call meets the same
			// problem
			return Asked.plain(entry, result);
		}
	}

	private Asked learn(SurveyedEntry entry, WorkerId worker, Surveyed state, WorkerResult result) {
		boolean covered = !this.asksAll && this.check != null && isCovered(state);
		OwnListing own = (covered && this.check != null)
				? this.check.look(worker, entry.listed().number(), state, result) : null;
		return new Asked(entry, result, slug(worker, state, result), own);
	}

	private boolean isCovered(Surveyed state) {
		return StringUtils.hasLength(state.slug()) && state.coveredTo() != null
				&& !state.coveredTo().isBefore(this.asking.from());
	}

	private @Nullable String slug(WorkerId worker, Surveyed state, WorkerResult result) {
		RunResult last = result.runs().getFirst();
		String shown = (last instanceof Stored stored) ? stored.log().run().scraper() : null;
		boolean unasked = state.slug() == null && shown == null;
		return (unasked && (last.outcome() == Outcome.ARCHIVED || last.outcome() == Outcome.UNCHANGED))
				? this.surveying.slugOf(worker) : shown;
	}

	/**
	 * The Workers that aren't finished yet, because their own listing was made or is to
	 * be.
	 */
	public Set<WorkerId> listed(List<Asked> results) {
		return results.stream()
			.filter((asked) -> asked.own() != null
					|| (this.asksAll && asked.entry().state() != null && asked.entry().state().news()))
			.map(Survey::worker)
			.collect(Collectors.toSet());
	}

	private static WorkerId worker(Asked asked) {
		return ((Listed) asked.entry().listed().entry()).worker();
	}

	/**
	 * Takes note of answers, within the transaction that records the results, and after
	 * the last runs were noted.
	 */
	public void record(List<Asked> results) {
		results.stream()
			.filter((asked) -> asked.entry().state() != null)
			.sorted(Comparator.comparing((asked) -> worker(asked).value()))
			.forEach(this::record);
		String finding = (this.check != null) ? this.check.finding() : null;
		if (finding != null && !this.asksAll) {
			this.surveying.suspect(finding);
		}
	}

	private void record(Asked asked) {
		WorkerId worker = worker(asked);
		Outcome outcome = asked.result().outcome();
		String slug = (asked.slug() != null || asked.entry().state() == null) ? asked.slug()
				: asked.entry().state().slug();
		boolean covers = outcome != Outcome.FAILED && StringUtils.hasLength(slug);
		this.surveying.asked(this.asking, new Answer(worker, asked.slug(), covers ? this.surveying.begin() : null,
				outcome, this.surveying.now()));
		OwnListing own = asked.own();
		if (own != null) {
			Set<RunId> done = asked.result().archived().stream().map((log) -> log.runId()).collect(Collectors.toSet());
			List<PendingRun> found = own.months()
				.stream()
				.map(Listing::runs)
				.flatMap(List::stream)
				.filter((run) -> !done.contains(run.id()))
				.map((run) -> pending(worker, run))
				.toList();
			this.surveying.listed(own.due(), found, own.complete());
		}
	}

	static PendingRun pending(WorkerId worker, Run run) {
		return new PendingRun(PendingRun.ANY_INSTANCE, worker, run);
	}

	/**
	 * Asked once when all answers are recorded: whether the others are to be asked after
	 * all, because the survey turned out to be suspect.
	 */
	public boolean asksRest() {
		boolean rest = !this.asksAll && this.check != null && this.check.finding() != null;
		this.asksAll |= rest;
		return rest;
	}

	/**
	 * Ends the asking, within the transaction of its last commit.
	 * @param counted how the Workers ended that are finished
	 * @return how those ended that nobody had to ask
	 */
	public Counts finish(Counts counted) {
		this.surveying.addForeign(this.foreign);
		long silent = this.surveying.silent(counted);
		if (silent <= 0) {
			return Counts.NONE;
		}
		long noRun = Math.clamp(
				this.surveying.list().withoutRun(this.asking.list(), this.asking.instance()) - counted.noRun(), 0,
				silent);
		return Counts.NONE.plus(Outcome.UNCHANGED, false, silent - noRun).plus(Outcome.NO_RUN, false, noRun);
	}

}
