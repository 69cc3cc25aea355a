package dev.logarchiver.job.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.archiving.Doubt;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.job.RunningExecutions;
import dev.logarchiver.job.window.ItemWindow.Ended;
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
 * <p>
 * While the window waits, its transaction has not touched the database yet and holds no
 * connection.
 *
 * @param <T> the type of the items
 * @param <R> the type of their results
 */
public class SlidingWindowTasklet<T, R> implements Tasklet, ItemStream {

	private static final int LARGEST_CHUNK = 500;

	private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);

	private static final Duration POLL = Duration.ofMillis(50);

	/**
	 * For what is cut to clean up. A thread that waits for a silent store can't be cut;
	 * with the drain timeout, this is less than the ten seconds of {@code docker stop}.
	 */
	private static final Duration CUT_PATIENCE = Duration.ofSeconds(1);

	private final WindowWork<T, R> work;

	private final CoreClawClient client;

	private final Duration drainTimeout;

	private final RunningExecutions running;

	private final ItemWindow<T, R> window;

	private final List<R> heldBack = new ArrayList<>();

	private boolean exhausted;

	private @Nullable Throwable fatal;

	public SlidingWindowTasklet(WindowWork<T, R> work, CoreClawClient client, ArchiveProperties settings,
			RunningExecutions running) {
		this.work = work;
		this.client = client;
		this.drainTimeout = settings.drainTimeout();
		this.running = running;
		this.window = new ItemWindow<>(settings.concurrency(), work);
	}

	@Override
	public void open(ExecutionContext context) {
		this.work.open(context);
	}

	@Override
	public void update(ExecutionContext context) {
		this.work.update(context);
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
		rethrow(this.fatal);
		boolean draining = this.running.areToStop();
		List<R> results = settle(collect(contribution, draining));
		this.work.write(results);
		contribution.incrementWriteCount(results.size());
		boolean unfinished = !this.window.isEmpty() || !this.exhausted || !this.heldBack.isEmpty();
		if (draining && unfinished && this.fatal == null && results.size() < LARGEST_CHUNK) {
			// only now that what was under way is recorded: it ends the step at once
			contribution.getStepExecution().setTerminateOnly();
		}
		boolean goesOn = unfinished || this.fatal != null;
		if (!goesOn) {
			this.work.finish();
		}
		return RepeatStatus.continueIf(goesOn);
	}

	/**
	 * Holds items back that the platform didn't answer or the store denied, until a later
	 * answer shows that only they are concerned: if all are, they haven't failed, and a
	 * restart asks for them again. When no other items are left, that is found out.
	 */
	private List<R> settle(List<R> results) {
		this.heldBack.addAll(results);
		List<R> settled = new ArrayList<>();
		this.heldBack.removeIf((result) -> isCertain(result) && settled.add(result));
		boolean last = this.window.isEmpty() && this.exhausted && this.fatal == null;
		if (last && settled.isEmpty()) {
			this.heldBack.stream().flatMap(this.work::doubts).forEach(Doubt::conclude);
			settled.addAll(this.heldBack);
			this.heldBack.clear();
		}
		return settled;
	}

	private boolean isCertain(R result) {
		return this.work.doubts(result).allMatch((doubt) -> doubt.resolved().getAsBoolean());
	}

	/**
	 * Keeps the window full until there is a chunk worth a commit. Once the job is to
	 * stop, waits for what is under way, so that it is recorded too; but once another
	 * process may run the job, records nothing more.
	 */
	private List<R> collect(StepContribution contribution, boolean draining) throws InterruptedException {
		List<R> results = new ArrayList<>();
		long start = System.nanoTime();
		while (results.size() < LARGEST_CHUNK) {
			this.running.lock().requireHeld();
			fill(contribution);
			if (this.window.isEmpty()) {
				break;
			}
			Ended<R> next = this.window.poll(POLL);
			if (next != null) {
				take(next, results);
			}
			Duration patience = (draining && this.fatal == null) ? this.drainTimeout : COMMIT_INTERVAL;
			boolean worthACommit = this.running.areToStop() || this.fatal != null || !results.isEmpty();
			if (worthACommit && System.nanoTime() - start > patience.toNanos()) {
				break;
			}
		}
		return results;
	}

	private void fill(StepContribution contribution) {
		while (!this.exhausted && this.fatal == null && !this.window.isFull() && !this.running.areToStop()) {
			T item = this.work.read();
			if (item == null) {
				this.exhausted = true;
				return;
			}
			contribution.incrementReadCount();
			this.window.add(item);
		}
	}

	private void take(Ended<R> next, List<R> results) {
		if (next.result() != null) {
			results.add(next.result());
		}
		else if (this.fatal == null) {
			this.fatal = next.problem();
		}
	}

	private static void rethrow(@Nullable Throwable problem) throws Exception {
		switch (problem) {
			case null -> {
			}
			case Exception exception -> throw exception;
			case Error error -> throw error;
			default -> throw new IllegalStateException(problem);
		}
	}

	/**
	 * Cuts what is still under way. It is undone, and begun anew by a restart.
	 */
	@Override
	public void close() {
		this.window.close(this.client::abort, CUT_PATIENCE);
	}

}
