package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.PruneCounts;
import dev.logarchiver.ledger.FailedWorker;
import org.jspecify.annotations.Nullable;

/** A prune as JSON. The names are a public interface. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PruneJson(long execution, String status, long pruned, long kept, long locked, long failed, long bytes,
		String command, String job, @Nullable Instant scheduledAt, @Nullable Instant startedAt,
		@JsonInclude @Nullable Instant endedAt, @Nullable String reason, @Nullable List<ExecutionJson.Failure> failures,
		@Nullable Iterable<PrunePage.DecisionJson> logs) {

	static PruneJson of(ExecutionReport report, PruneCounts counts, @Nullable List<FailedWorker> failures) {
		ExecutionReport.Order order = report.order();
		return new PruneJson(report.execution(), report.status(), counts.pruned(), counts.kept(), counts.locked(),
				counts.failed(), counts.bytes(), order.command(), order.job(), order.scheduledAt(), report.startedAt(),
				report.endedAt(), report.reason(),
				(failures != null) ? failures.stream().map(ExecutionJson.Failure::of).toList() : null, null);
	}

	/** The same with what became of each log. */
	PruneJson with(Iterable<PrunePage.DecisionJson> decisions) {
		return new PruneJson(this.execution, this.status, this.pruned, this.kept, this.locked, this.failed, this.bytes,
				this.command, this.job, this.scheduledAt, this.startedAt, this.endedAt, this.reason, this.failures,
				decisions);
	}

}
