package dev.logarchiver.job;

import java.util.List;

import dev.logarchiver.archiving.RunArchiver;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.execution.Progress.Stage;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.ledger.WorkerLists;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Archives the last run of each Worker in the list, and earlier runs that are not final
 * yet.
 */
@Component
@Scope("step")
class LastRunWork extends CountedWork<ListedWorker, WorkerResult> {

	private final WorkerListReader reader;

	private final RunArchiver archiver;

	private final OutcomeRecorder recorder;

	private final @Nullable CatchUpDetector catchUp;

	LastRunWork(StepIdentity step, WorkerLists lists, RunArchivers archivers, ReadBackListener readBack,
			OutcomeRecorder recorder, ObjectProvider<CatchUpDetector> catchUp, StepProgress progress) {
		super(Stage.LAST_RUNS, progress);
		this.reader = new WorkerListReader(lists, step.parameters().list());
		this.archiver = archivers.archiver(step.execution(), step.parameters().force(),
				(log) -> readBack.stored(step.execution(), log));
		this.recorder = recorder;
		this.catchUp = step.parameters().catchUp() ? catchUp.getObject() : null;
	}

	@Override
	public void open(ExecutionContext context) {
		super.open(context);
		this.reader.open(context);
	}

	@Override
	public @Nullable ListedWorker read() {
		return this.reader.read();
	}

	@Override
	public WorkerResult process(ListedWorker item) {
		return this.archiver.last(item);
	}

	@Override
	WorkerResult failed(ListedWorker item, Failed failure) {
		return new WorkerResult(item, List.of(failure));
	}

	@Override
	public boolean isCertain(WorkerResult result) {
		return result.runs().stream().allMatch(this.archiver::isCertain);
	}

	@Override
	public void conclude(WorkerResult result) {
		result.runs().forEach(this.archiver::conclude);
	}

	/**
	 * A Worker with further runs to be archived is not done with, and not counted yet.
	 */
	@Override
	public void write(List<WorkerResult> results) {
		FurtherWorkers further = (this.catchUp != null) ? this.catchUp.note(results) : FurtherWorkers.NONE;
		this.recorder.record(results);
		for (WorkerResult result : results) {
			this.reader.finished(result.item());
			count((counts) -> counts.plusStored(result.archived()));
			if (!further.hold(result)) {
				count((counts) -> counts.plus(result.outcome(), result.partial(), 1));
			}
		}
		count((counts) -> counts.plusFirst(further.first()));
		publish();
	}

	@Override
	public void update(ExecutionContext context) {
		super.update(context);
		this.reader.update(context);
	}

}
