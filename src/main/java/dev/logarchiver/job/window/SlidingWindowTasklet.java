package dev.logarchiver.job.window;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStream;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Reads, processes and writes as a chunk-oriented step does, but with chunks that
 * overlap: a fixed number of items is under way at any time, and each call commits those
 * that ended meanwhile. So one large log holds up nothing but its own place in the
 * window.
 *
 * @param <T> the type of the items
 * @param <R> the type of their results
 */
public class SlidingWindowTasklet<T, R> implements Tasklet, ItemStream {

	private final Supplier<? extends WindowWork<T, R>> work;

	private final WindowHost host;

	private final int size;

	private final Duration drainTimeout;

	private @Nullable SlidingWindow<T, R> window;

	/**
	 * Creates the tasklet of a step.
	 * @param work gives the work of an execution of the step, once that has begun
	 * @param host what surrounds the window
	 * @param size how many items are under way at a time
	 * @param drainTimeout how long they may take once the process is to end
	 */
	public SlidingWindowTasklet(Supplier<? extends WindowWork<T, R>> work, WindowHost host, int size,
			Duration drainTimeout) {
		this.work = work;
		this.host = host;
		this.size = size;
		this.drainTimeout = drainTimeout;
	}

	@Override
	public void open(ExecutionContext context) {
		WindowWork<T, R> begun = this.work.get();
		this.window = new SlidingWindow<>(begun, this.host, this.size, this.drainTimeout);
		begun.open(context);
	}

	@Override
	public void update(ExecutionContext context) {
		opened().work().update(context);
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
		return RepeatStatus.continueIf(opened().commitNext(contribution));
	}

	private SlidingWindow<T, R> opened() {
		return Objects.requireNonNull(this.window, "the step was not opened");
	}

	/** Cuts what is still in progress. It is undone, and a restart starts it again. */
	@Override
	public void close() {
		if (this.window != null) {
			this.window.close();
			this.window = null;
		}
	}

}
