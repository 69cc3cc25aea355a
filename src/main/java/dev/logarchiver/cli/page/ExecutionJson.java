package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.execution.Counts;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.RunCounts;
import dev.logarchiver.execution.SharedTick;
import dev.logarchiver.job.plan.DryRun;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;

/** An execution as JSON. The names are a public interface. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExecutionJson(@JsonInclude @Nullable Long execution, String status, long workers, long archived, long unchanged,
		long noRun, long failed, long partial, long previews, long bytes, @Nullable RunsJson runs,
		@Nullable RunsJson unlisted, @Nullable SurveyJson survey, @Nullable String command, @Nullable String job,
		@Nullable String shard, @Nullable Instant scheduledAt, @Nullable Instant since, @Nullable Instant until,
		@Nullable Instant startedAt, @JsonInclude @Nullable Instant endedAt, @Nullable String reason,
		@Nullable List<Failure> failures, @Nullable TickJson tick) {

	static ExecutionJson of(ExecutionReport report) {
		return of(report, report.failures().stream().map(Failure::of).toList());
	}

	/** Without what failed, which only {@code show} has. */
	static ExecutionJson inAList(ExecutionReport report) {
		return of(report, null);
	}

	private static ExecutionJson of(ExecutionReport report, @Nullable List<Failure> failures) {
		Counts counts = report.counts();
		ExecutionReport.Order order = report.order();
		return new ExecutionJson(report.execution(), report.status(), report.total(), counts.archived(),
				counts.unchanged(), counts.noRun(), counts.failed(), counts.partial(), counts.previews(),
				counts.bytes(), RunsJson.of(counts.runs()), unlisted(counts), SurveyJson.of(report.survey()),
				order.command(), order.job(), (order.shard() != null) ? order.shard().toString() : null,
				order.scheduledAt(), order.since(), order.until(), report.startedAt(), report.endedAt(),
				report.reason(), failures, null);
	}

	ExecutionJson with(SharedTick shards) {
		return new ExecutionJson(this.execution, this.status, this.workers, this.archived, this.unchanged, this.noRun,
				this.failed, this.partial, this.previews, this.bytes, this.runs, this.unlisted, this.survey,
				this.command, this.job, this.shard, this.scheduledAt, this.since, this.until, this.startedAt,
				this.endedAt, this.reason, this.failures, TickJson.of(shards));
	}

	static ExecutionJson of(DryRun.Plan plan) {
		Counts counts = plan.counts();
		return new ExecutionJson(null, "DRY_RUN", counts.workers(), counts.archived(), counts.unchanged(),
				counts.noRun(), counts.failed(), counts.partial(), 0, 0, null, null, null, null, null, null, null, null,
				null, null, null, null, plan.failures().stream().map(Failure::of).toList(), null);
	}

	/** Runs of Workers that aren't in the list any more, when there are any. */
	private static @Nullable RunsJson unlisted(Counts counts) {
		return (counts.unlisted().found() > 0) ? RunsJson.of(counts.unlisted()) : null;
	}

	/**
	 * The outcomes of runs that the platform listed: those between two last runs, or
	 * those of a backfill.
	 */
	record RunsJson(long found, long known, long archived, long gone, long failed) {

		static RunsJson of(RunCounts counts) {
			return new RunsJson(counts.found(), counts.known(), counts.archived(), counts.gone(), counts.failed());
		}

	}

	/** All shards of a tick together, as far as they have begun. */
	record TickJson(int shards, long completed, long workers, long archived, long unchanged, long noRun, long failed,
			long partial, long bytes, List<Long> executions) {

		static TickJson of(SharedTick tick) {
			ExecutionReport sum = tick.sum();
			Counts counts = sum.counts();
			return new TickJson(tick.shards(), tick.completed(), sum.total(), counts.archived(), counts.unchanged(),
					counts.noRun(), counts.failed(), counts.partial(), counts.bytes(),
					tick.parts().stream().map(ExecutionReport::execution).toList());
		}

	}

	record Failure(String worker, String code, String reason, @Nullable String requestId,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String runId) {

		static Failure of(FailedWorker failed) {
			RunId run = failed.run();
			return new Failure(failed.worker(), failed.code(), failed.reason(), failed.requestId(),
					(run != null) ? run.value() : null);
		}

	}

}
