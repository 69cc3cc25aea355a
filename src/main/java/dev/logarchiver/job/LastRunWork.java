package dev.logarchiver.job;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Doubt;
import dev.logarchiver.archiving.LogWriter;
import dev.logarchiver.archiving.RunLogProcessor;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.job.window.WindowWork;
import dev.logarchiver.ledger.ListedWorker;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Archives the last run of each Worker in the list, and earlier runs that are not final
 * yet.
 */
class LastRunWork implements WindowWork<ListedWorker, WorkerResult> {

	private final WorkerListReader reader;

	private final RunLogProcessor processor;

	private final LogWriter writer;

	private final Function<List<WorkerResult>, FurtherRuns.Noted> furtherRuns;

	private final Consumer<Counts> progress;

	private Counts counts = Counts.NONE;

	LastRunWork(WorkerListReader reader, RunLogProcessor processor, LogWriter writer,
			Function<List<WorkerResult>, FurtherRuns.Noted> furtherRuns, Consumer<Counts> progress) {
		this.reader = reader;
		this.processor = processor;
		this.writer = writer;
		this.furtherRuns = furtherRuns;
		this.progress = progress;
	}

	@Override
	public void open(ExecutionContext context) {
		this.counts = Counts.from(context);
		this.reader.open(context);
	}

	@Override
	public @Nullable ListedWorker read() {
		return this.reader.read();
	}

	@Override
	public WorkerResult process(ListedWorker item) {
		return this.writer.store(item, this.processor.process(item));
	}

	@Override
	public WorkerResult failed(ListedWorker item, Failed failure) {
		return new WorkerResult(item, List.of(failure));
	}

	@Override
	public Stream<Doubt> doubts(WorkerResult result) {
		return result.doubts();
	}

	/**
	 * A Worker with further runs to be archived is not done with, and not counted yet.
	 */
	@Override
	public void write(List<WorkerResult> results) {
		FurtherRuns.Noted noted = this.furtherRuns.apply(results);
		this.writer.write(new Chunk<>(results));
		for (WorkerResult result : results) {
			this.reader.finished(result.item());
			this.counts = this.counts.plusStored(result.archived());
			if (!noted.goesOn(result)) {
				this.counts = this.counts.plus(result.outcome(), result.partial(), 1);
			}
		}
		this.counts = this.counts.plusFirst(noted.first());
		this.progress.accept(this.counts);
	}

	@Override
	public void update(ExecutionContext context) {
		this.counts.putInto(context);
		this.reader.update(context);
	}

}
