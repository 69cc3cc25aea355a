package dev.logarchiver.job;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.Progress.Stage;
import dev.logarchiver.job.window.WindowWork;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Work whose results are counted: the counts are kept with the step and published after
 * each commit. An item that fails in a way that nobody foresaw has a result like others.
 *
 * @param <T> the type of the items
 * @param <R> the type of their results
 */
abstract class CountedWork<T, R> implements WindowWork<T, R> {

	private final Stage stage;

	private final StepProgress progress;

	private final Unforeseen unforeseen = new Unforeseen();

	private Counts counts = Counts.NONE;

	CountedWork(Stage stage, StepProgress progress) {
		this.stage = stage;
		this.progress = progress;
	}

	@Override
	public void open(ExecutionContext context) {
		this.counts = Counts.from(context);
	}

	@Override
	public void update(ExecutionContext context) {
		this.counts.putInto(context);
	}

	@Override
	public final void write(List<R> results) {
		if (!results.isEmpty()) {
			takeTurn();
		}
		record(results);
	}

	/** Waits until no other job records what surveys want to know. */
	final void takeTurn() {
		this.progress.takeTurn();
	}

	/** Records results, if there are any, within the transaction of a commit. */
	abstract void record(List<R> results);

	@Override
	public final Optional<R> failed(T item, Throwable problem) {
		Optional<Failed> failure = this.unforeseen.failure(item, problem);
		return failure.isPresent() ? Optional.of(failed(item, failure.get())) : Optional.empty();
	}

	/** The result of an item that failed. */
	abstract R failed(T item, Failed failure);

	final void count(UnaryOperator<Counts> change) {
		this.counts = change.apply(this.counts);
	}

	final void publish() {
		this.progress.publish(this.stage, this.counts);
	}

}
