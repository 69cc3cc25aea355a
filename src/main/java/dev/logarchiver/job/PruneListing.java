package dev.logarchiver.job;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.JobNames;
import dev.logarchiver.execution.PruneCounts;
import dev.logarchiver.retention.PruneScope;
import dev.logarchiver.retention.Pruning;
import dev.logarchiver.retention.Pruning.Listed;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Writes down what an execution is going to prune. */
@Component
@Scope("step")
class PruneListing {

	private static final String LISTS = "pruned.lists";

	private final Pruning pruning;

	private final StepIdentity step;

	PruneListing(Pruning pruning, StepIdentity step) {
		this.pruning = pruning;
		this.step = step;
	}

	void list(ExecutionContext context) {
		PruneScope scope = new PruneScope(this.step.parameters().workers(), this.step.parameters().superseded());
		Instant tick = this.step.parameters().scheduledAt().orElseThrow();
		Listed listed = this.pruning.list(scope, tick, this.step.execution());
		context.putString(LISTS, String.join(" ", listed.lists()));
		new PruneCounts(0, listed.kept(), 0, 0, 0).putInto(context);
	}

	/** The names of the lists that were written for an execution. */
	static List<String> lists(Executions executions, JobExecution execution) {
		StepExecution listing = executions.step(execution, JobNames.PRUNE_LIST).orElseThrow();
		String lists = listing.getExecutionContext().getString(LISTS);
		return lists.isEmpty() ? List.of() : List.of(lists.split(" ", -1));
	}

}
