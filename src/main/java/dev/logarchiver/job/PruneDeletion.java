package dev.logarchiver.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.Journal;
import dev.logarchiver.execution.PruneCounts;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.retention.Pruning;
import dev.logarchiver.retention.Pruning.Failure;
import dev.logarchiver.retention.Pruning.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Deletes what was written down: some logs become tombstones in one transaction, and are
 * deleted in the next. It begins with the tombstones that earlier executions left.
 */
@Component
@Scope("step")
class PruneDeletion {

	private static final String POSITION = "pruned.lines";

	private final Pruning pruning;

	private final Failures failures;

	private final StepIdentity step;

	private final Clock clock;

	private final Iterator<PrunedLog> lines;

	private final ExecutionContext context;

	private long position;

	/** The tombstones of others go first; those that were tried are passed over. */
	private @Nullable PrunedLog leftover;

	private boolean leftoversDone;

	private List<PrunedLog> marked = List.of();

	private long entry;

	PruneDeletion(Pruning pruning, Failures failures, Executions executions, StepIdentity step, Clock clock,
			@Value("#{stepExecution}") StepExecution execution) {
		this.pruning = pruning;
		this.failures = failures;
		this.step = step;
		this.clock = clock;
		this.context = execution.getExecutionContext();
		this.position = this.context.getLong(POSITION, 0);
		this.lines = PruneListing.lists(executions, execution.getJobExecution())
			.stream()
			.flatMap(pruning::read)
			.skip(this.position)
			.iterator();
	}

	/**
	 * Does the next part, within a transaction.
	 * @return whether there is more
	 */
	boolean next() {
		if (!this.leftoversDone) {
			List<PrunedLog> page = this.pruning.pending(this.leftover);
			this.leftoversDone = page.isEmpty();
			if (!page.isEmpty()) {
				this.leftover = page.getLast();
				delete(page);
			}
			return true;
		}
		if (!this.marked.isEmpty()) {
			delete(this.marked);
			this.marked = List.of();
			return true;
		}
		List<PrunedLog> chunk = nextLines();
		this.marked = this.pruning.mark(chunk);
		this.position += chunk.size();
		this.context.putLong(POSITION, this.position);
		count(new PruneCounts(0, chunk.size() - this.marked.size(), 0, 0, 0));
		return !chunk.isEmpty();
	}

	private List<PrunedLog> nextLines() {
		List<PrunedLog> chunk = new ArrayList<>();
		while (chunk.size() < Pruning.AT_ONCE && this.lines.hasNext()) {
			chunk.add(this.lines.next());
		}
		return chunk;
	}

	private void delete(List<PrunedLog> logs) {
		Outcome outcome = this.pruning.delete(logs);
		count(outcome.counts());
		List<FailedWorker> failed = outcome.failures().stream().map(this::failed).toList();
		failed.forEach((failure) -> Journal.failed(Level.WARN, failure));
		this.failures.record(this.step.instance(), this.step.execution(), failed);
		if (failed.size() == Pruning.AT_ONCE && this.lines.hasNext()) {
			throw new StoreException(outcome.failures().getFirst().code(),
					"the store deletes nothing: " + outcome.failures().getFirst().reason());
		}
	}

	private FailedWorker failed(Failure failure) {
		this.entry++;
		return new FailedWorker(this.entry, failure.log().log().worker().value(), failure.log().log().runId(),
				failure.code(), failure.reason(), null, this.clock.instant());
	}

	private void count(PruneCounts counts) {
		PruneCounts.from(this.context).plus(counts).putInto(this.context);
	}

}
