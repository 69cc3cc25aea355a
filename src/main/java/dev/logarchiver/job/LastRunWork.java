package dev.logarchiver.job;

import java.util.List;
import java.util.Set;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.execution.Progress.Stage;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.survey.SurveyedEntry;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.survey.Asked;
import dev.logarchiver.survey.Survey;
import dev.logarchiver.survey.SurveyOrder;
import dev.logarchiver.survey.Surveyor;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Archives the last run of each Worker in the list, and earlier runs that are not final
 * yet. Where a survey covers a Worker, nobody asks for its last run.
 */
@Component
@Scope("step")
class LastRunWork extends CountedWork<SurveyedEntry, Asked> {

	private final WorkerLists lists;

	private final Surveyor surveyor;

	private final RunningExecutions running;

	private final SurveyOrder order;

	private final RunArchiver archiver;

	private final OutcomeRecorder recorder;

	private final ObjectProvider<CatchUpDetector> detector;

	private @Nullable CatchUpDetector catchUp;

	private @Nullable Survey survey;

	private SurveyPages pages;

	private WorkerListReader<SurveyedEntry> reader;

	LastRunWork(StepIdentity step, WorkerLists lists, Surveyor surveyor, RunningExecutions running,
			RunArchivers archivers, ReadBackListener readBack, OutcomeRecorder recorder,
			ObjectProvider<CatchUpDetector> catchUp, StepProgress progress) {
		super(Stage.LAST_RUNS, progress);
		Parameters parameters = step.parameters();
		this.lists = lists;
		this.surveyor = surveyor;
		this.running = running;
		this.order = new SurveyOrder(parameters.part(), parameters.scheduledAt().orElse(null), step.instance(),
				step.execution(), parameters.list(), lists.find(parameters.list()).orElseThrow().entries(),
				parameters.force(), parameters.catchUp());
		this.archiver = archivers.archiver(step.execution(), Force.of(parameters),
				(log) -> readBack.stored(step.execution(), log));
		this.recorder = recorder;
		this.detector = catchUp;
		this.pages = new SurveyPages(lists, this.order.list(), null);
		this.reader = new WorkerListReader<>(this.pages, (entry) -> entry.listed().number());
	}

	/** The survey comes first: what it shows is part of what is left to do. */
	@Override
	public void open(ExecutionContext context) {
		super.open(context);
		this.survey = this.surveyor.begin(this.order, this.running::areToStop).orElse(null);
		this.catchUp = this.order.catchUp() ? this.detector.getObject() : null;
		this.pages = new SurveyPages(this.lists, this.order.list(), this.survey);
		this.reader = new WorkerListReader<>(this.pages, (entry) -> entry.listed().number());
		this.reader.open(context);
	}

	@Override
	public @Nullable SurveyedEntry read() {
		return this.reader.read();
	}

	@Override
	public Asked process(SurveyedEntry item) {
		return (this.survey != null) ? this.survey.ask(item, this.archiver)
				: Asked.plain(item, this.archiver.last(item.listed()));
	}

	@Override
	Asked failed(SurveyedEntry item, Failed failure) {
		return Asked.plain(item, new WorkerResult(item.listed(), List.of(failure)));
	}

	@Override
	public boolean isCertain(Asked asked) {
		return asked.result().runs().stream().allMatch(this.archiver::isCertain);
	}

	@Override
	public void conclude(Asked asked) {
		asked.result().runs().forEach(this.archiver::conclude);
	}

	/**
	 * A Worker with further runs to be archived is not done with, and not counted yet.
	 */
	@Override
	void record(List<Asked> asked) {
		List<WorkerResult> results = asked.stream().map(Asked::result).toList();
		Set<WorkerId> listed = (this.survey != null) ? this.survey.listed(asked) : Set.of();
		FurtherWorkers further = (this.catchUp != null) ? this.catchUp.note(results, listed) : FurtherWorkers.NONE;
		if (this.survey != null) {
			this.survey.record(asked);
		}
		this.recorder.record(results);
		asked.forEach((one) -> this.reader.finished(one.entry()));
		for (WorkerResult result : results) {
			count((counts) -> counts.plusStored(result.archived()));
			if (!further.hold(result)) {
				count((counts) -> counts.plus(result.outcome(), result.partial(), 1));
			}
		}
		count((counts) -> counts.plusFirst(further.first()));
		publish();
	}

	/** Once a survey turns out to be suspect, the Workers that it covered are asked. */
	@Override
	public boolean goesOn() {
		boolean rest = this.survey != null && this.survey.asksRest();
		if (rest) {
			this.pages.withoutRejected();
			this.reader.rewind();
		}
		return rest;
	}

	@Override
	public void finish() {
		if (this.survey != null) {
			Survey ended = this.survey;
			count((counts) -> counts.plus(ended.finish(counts)));
			publish();
		}
	}

	@Override
	public void update(ExecutionContext context) {
		super.update(context);
		this.reader.update(context);
	}

}
