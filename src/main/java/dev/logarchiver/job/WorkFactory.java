package dev.logarchiver.job;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.archiving.LogWriter;
import dev.logarchiver.archiving.ObjectWriter;
import dev.logarchiver.archiving.PendingRunProcessor;
import dev.logarchiver.archiving.RunBoundary;
import dev.logarchiver.archiving.RunLister;
import dev.logarchiver.archiving.RunLocator;
import dev.logarchiver.archiving.RunLogFetcher;
import dev.logarchiver.archiving.RunLogProcessor;
import dev.logarchiver.archiving.Settling;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.execution.Progress;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.job.window.PagedReader;
import dev.logarchiver.ledger.CatchUps;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.KnownWorkers;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.OwedListing;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.ledger.UnfinishedRuns;
import dev.logarchiver.ledger.UnfinishedRuns.UnfinishedRun;
import dev.logarchiver.ledger.WorkerHistory;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.WorkerOutcomes;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.spool.Spool;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Puts together what the steps do.
 */
@Component
@Lazy
class WorkFactory {

	private final CoreClawClient client;

	private final LogStore store;

	private final Spool spool;

	private final Ledger ledger;

	private final StrayPartials partials;

	private final WorkerHistory history;

	private final WorkerLists lists;

	private final KnownWorkers knownWorkers;

	private final CatchUps catchUps;

	private final PendingRuns pendingRuns;

	private final UnfinishedRuns unfinishedRuns;

	private final WorkerOutcomes outcomes;

	private final Failures failures;

	private final ReadBackListener readBack;

	private final ArchiveProperties settings;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	WorkFactory(CoreClawClient client, LogStore store, Spool spool, Ledger ledger, StrayPartials partials,
			WorkerHistory history, WorkerLists lists, KnownWorkers knownWorkers, CatchUps catchUps,
			PendingRuns pendingRuns, UnfinishedRuns unfinishedRuns, WorkerOutcomes outcomes, Failures failures,
			ReadBackListener readBack, ArchiveProperties settings, Clock clock, ApplicationEventPublisher events) {
		this.readBack = readBack;
		this.client = client;
		this.store = store;
		this.spool = spool;
		this.ledger = ledger;
		this.partials = partials;
		this.history = history;
		this.lists = lists;
		this.knownWorkers = knownWorkers;
		this.catchUps = catchUps;
		this.pendingRuns = pendingRuns;
		this.unfinishedRuns = unfinishedRuns;
		this.outcomes = outcomes;
		this.failures = failures;
		this.settings = settings;
		this.clock = clock;
		this.events = events;
	}

	LastRunWork lastRuns(StepExecution step) {
		Parameters parameters = Parameters.of(step);
		RunLocator locator = locator(parameters.force());
		Function<List<WorkerResult>, FurtherRuns.Noted> furtherRuns = parameters.catchUp() ? furtherRuns(step)
				: (_) -> FurtherRuns.Noted.NONE;
		return new LastRunWork(new WorkerListReader(this.lists, parameters.list()),
				new RunLogProcessor(locator, fetcher(locator)::fetch, this.ledger, boundary()), writer(step),
				furtherRuns, progress(Progress.Stage.LAST_RUNS, parameters));
	}

	private Function<List<WorkerResult>, FurtherRuns.Noted> furtherRuns(StepExecution step) {
		long list = Parameters.of(step).list();
		FurtherRuns further = new FurtherRuns(this.catchUps, this.pendingRuns, this.unfinishedRuns, notes(step),
				new PlatformTime(this.client, this.clock), list);
		return (results) -> {
			this.client.time().ifPresent((now) -> this.knownWorkers.correct(list, now));
			return further.note(results);
		};
	}

	UnfinishedRunWork unfinished(StepExecution step) {
		Parameters parameters = Parameters.of(step);
		Settling settling = settling();
		RunLocator locator = locator(false);
		PagedReader<UnfinishedRun> listed = new PagedReader<>(
				(after) -> this.unfinishedRuns.listed(instance(step), settling.now(), after, PagedReader.PAGE));
		PagedReader<UnfinishedRun> unlisted = new PagedReader<>((after) -> this.unfinishedRuns
			.unlisted(parameters.list(), parameters.job(), settling.now(), after, PagedReader.PAGE));
		return new UnfinishedRunWork(listed, unlisted, locator, fetcher(locator)::fetch, boundary(), writer(step),
				this.ledger, this.unfinishedRuns, notes(step), settling,
				progress(Progress.Stage.FURTHER_RUNS, parameters));
	}

	CatchUpListing catchUp(StepExecution step) {
		Parameters parameters = Parameters.of(step);
		Function<@Nullable OwedListing, List<OwedListing>> owed = parameters.catchUp()
				? (after) -> this.catchUps.owed(instance(step), (after != null) ? after.entry() : 0, PagedReader.PAGE)
				: (_) -> List.of();
		return new CatchUpListing(new PagedReader<>(owed), new RunLister(this.client, this.history, false),
				this.catchUps, this.pendingRuns, notes(step), progress(Progress.Stage.LISTING, parameters));
	}

	BackfillListing backfill(StepExecution step) {
		Parameters parameters = Parameters.of(step);
		RunSpan span = parameters.span();
		WorkerMonthReader reader = new WorkerMonthReader(new WorkerListReader(this.lists, parameters.list()),
				span.windows());
		return new BackfillListing(reader, new RunLister(this.client, this.history, true), span, this.pendingRuns,
				notes(step), progress(Progress.Stage.LISTING, parameters));
	}

	PendingRunWork pendingRuns(StepExecution step) {
		Parameters parameters = Parameters.of(step);
		RunLocator locator = locator(false);
		return new PendingRunWork(new PagedReader<>(pages(parameters, instance(step))),
				new PendingRunProcessor(locator, fetcher(locator)::fetch, boundary()), writer(step), this.ledger,
				this.pendingRuns, notes(step), settling(), progress(Progress.Stage.FURTHER_RUNS, parameters));
	}

	private Function<@Nullable PendingRun, List<PendingRun>> pages(Parameters parameters, long instance) {
		if (parameters.backfills()) {
			return (after) -> this.pendingRuns.ofBackfill(instance, after, PagedReader.PAGE);
		}
		return parameters.catchUp()
				? (after) -> this.pendingRuns.ofWorkers(instance, parameters.list(), after, PagedReader.PAGE)
				: (_) -> List.of();
	}

	private RunLocator locator(boolean force) {
		return new RunLocator(this.client, this.ledger, settling(), force);
	}

	private RunLogFetcher fetcher(RunLocator locator) {
		return new RunLogFetcher(this.client, locator, this.spool, settling());
	}

	private Settling settling() {
		return new Settling(this.client::time, this.settings.settleAfter());
	}

	private RunBoundary boundary() {
		return new RunBoundary(this.client);
	}

	private LogWriter writer(StepExecution step) {
		ObjectWriter objects = new ObjectWriter(this.store, this.spool, this.partials, this.clock,
				step.getJobExecutionId());
		RunLogFetcher fetcher = fetcher(locator(false));
		return new LogWriter(objects, this.ledger, this.failures,
				(log) -> this.readBack.stored(step.getJobExecutionId(), log),
				(lost) -> boundary().within(lost.run()::id, () -> fetcher.anew(lost)), this.clock, instance(step),
				step.getJobExecutionId());
	}

	private FailureNotes notes(StepExecution step) {
		return new FailureNotes(this.failures, this.outcomes, this.clock, instance(step), step.getJobExecutionId(),
				new HashSet<>());
	}

	private Consumer<Counts> progress(Progress.Stage stage, Parameters parameters) {
		long workers = this.lists.find(parameters.list()).orElseThrow().entries();
		return (counts) -> this.events.publishEvent(new Progress(stage, counts, workers));
	}

	private static long instance(StepExecution step) {
		return step.getJobExecution().getJobInstanceId();
	}

}
