package dev.logarchiver.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.job.WorkerWindow.Ended;
import dev.logarchiver.ledger.ListedWorker;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStream;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Reads, processes and writes as a chunk-oriented step does, but with chunks that
 * overlap: a fixed number of Workers is under way at any time, and each call commits
 * those that ended meanwhile. So one large log holds up nothing but its own place in the
 * window.
 * <p>
 * While the window waits, its transaction has not touched the database yet and holds no
 * connection.
 */
class SlidingWindowTasklet implements Tasklet, ItemStream {

	private static final int LARGEST_CHUNK = 500;

	private static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);

	private static final Duration POLL = Duration.ofMillis(50);

	private final WorkerListReader reader;

	private final LogWriter writer;

	private final CoreClawClient client;

	private final Duration drainTimeout;

	private final RunningExecutions running;

	private final Consumer<Counts> progress;

	private final WorkerWindow window;

	private final List<WorkerResult> heldBack = new ArrayList<>();

	private boolean exhausted;

	private @Nullable Throwable fatal;

	private Counts counts = Counts.NONE;

	SlidingWindowTasklet(WorkerListReader reader, RunLogProcessor processor, LogWriter writer, CoreClawClient client,
			ArchiveProperties settings, RunningExecutions running, Consumer<Counts> progress) {
		this.reader = reader;
		this.writer = writer;
		this.client = client;
		this.drainTimeout = settings.drainTimeout();
		this.running = running;
		this.progress = progress;
		this.window = new WorkerWindow(settings.concurrency(), (item) -> writer.store(item, processor.process(item)));
	}

	@Override
	public void open(ExecutionContext context) {
		this.counts = Counts.from(context);
		this.reader.open(context);
	}

	@Override
	public void update(ExecutionContext context) {
		this.counts.putInto(context);
		this.reader.update(context);
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
		rethrow(this.fatal);
		boolean draining = this.running.areToStop();
		List<WorkerResult> results = settle(collect(contribution, draining));
		this.writer.write(new Chunk<>(results));
		for (WorkerResult result : results) {
			this.reader.finished(result.item());
			this.counts = this.counts.plus(result);
		}
		contribution.incrementWriteCount(results.size());
		this.progress.accept(this.counts);
		boolean unfinished = !this.window.isEmpty() || !this.exhausted;
		if (draining && unfinished && this.fatal == null && results.size() < LARGEST_CHUNK) {
			// only now that what was under way is recorded: it ends the step at once
			contribution.getStepExecution().setTerminateOnly();
		}
		return RepeatStatus.continueIf(unfinished || this.fatal != null);
	}

	/**
	 * Holds Workers back that the platform didn't answer or the store denied, until a
	 * later answer shows that only they are concerned: if all are, they haven't failed,
	 * and a restart asks for them again.
	 */
	private List<WorkerResult> settle(List<WorkerResult> results) {
		this.heldBack.addAll(results);
		boolean last = this.window.isEmpty() && this.exhausted && this.fatal == null;
		List<WorkerResult> settled = this.heldBack.stream().filter((result) -> last || result.certain()).toList();
		this.heldBack.removeAll(settled);
		return settled;
	}

	/**
	 * Keeps the window full until there is a chunk worth a commit. Once the job is to
	 * stop, waits for what is under way, so that it is recorded too; but once another
	 * process may run the job, records nothing more.
	 */
	private List<WorkerResult> collect(StepContribution contribution, boolean draining) throws InterruptedException {
		List<WorkerResult> results = new ArrayList<>();
		long start = System.nanoTime();
		while (results.size() < LARGEST_CHUNK) {
			this.running.lock().requireHeld();
			fill(contribution);
			if (this.window.isEmpty()) {
				break;
			}
			Ended next = this.window.poll(POLL);
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
			ListedWorker item = this.reader.read();
			if (item == null) {
				this.exhausted = true;
				return;
			}
			contribution.incrementReadCount();
			this.window.add(item);
		}
	}

	private void take(Ended next, List<WorkerResult> results) {
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
		this.window.close(this.client::abort, this.drainTimeout);
	}

}
