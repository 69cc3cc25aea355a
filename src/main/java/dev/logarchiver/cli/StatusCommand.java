package dev.logarchiver.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.run.Units;
import dev.logarchiver.execution.history.Freshness;
import dev.logarchiver.execution.history.FreshnessReport;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.execution.history.WorkerFreshness.State;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fresh the archive is. */
@Command(name = "status",
		description = "Reports how fresh the archive of each Worker is, the worst first. "
				+ "Covers the newest list of each job. Exits with 3 when something is stale.",
		footer = { "  log-archiver status --config jobs/nightly.yaml", "  log-archiver status --stale" })
final class StatusCommand extends ArchiveCommand {

	@Option(names = "--stale", description = "list only Workers that need attention")
	private boolean stale;

	@Override
	public Integer call() {
		return session(Mode.READ).run(Parts.class, this::print);
	}

	private ExitCode print(Parts parts) {
		FreshnessReport report = parts.freshness().report();
		Instant now = parts.clock().instant();
		List<WorkerFreshness> shown = report.workers()
			.stream()
			.filter((worker) -> !this.stale || worker.stale())
			.toList();
		print(() -> StatusJson.of(report, shown), () -> summary(report, now) + table(shown, now));
		return report.fresh() ? ExitCode.SUCCESS : ExitCode.INCOMPLETE;
	}

	private static String summary(FreshnessReport report, Instant now) {
		if (report.execution() == null) {
			return "No execution of 'run' has completed yet.";
		}
		String executions = "Execution %d completed %s ago%s.".formatted(report.execution(),
				Units.span(Duration.between(report.completedAt(), now)),
				report.overdue() ? ": longer ago than archiver.status.expect-every" : "");
		long quiet = report.workers()
			.stream()
			.filter((worker) -> worker.state() != State.FRESH && !worker.stale())
			.count();
		String remark = (quiet > 0)
				? " No alarm for %d of them: never ran, or in archiver.status.ignore.".formatted(quiet) : "";
		return "%s%n%s: %d fresh, %d late, %d failing, %d never archived.%s".formatted(executions,
				Units.count(report.workers().size(), "Worker"), count(report, State.FRESH), count(report, State.LATE),
				count(report, State.FAILING), count(report, State.NEVER_ARCHIVED), remark);
	}

	private static long count(FreshnessReport report, State state) {
		return report.workers().stream().filter((worker) -> worker.state() == state).count();
	}

	private static String table(List<WorkerFreshness> workers, Instant now) {
		if (workers.isEmpty()) {
			return "";
		}
		Table table = new Table("WORKER", "STATE", "NEWEST RUN", "AGE", "USUALLY EVERY");
		for (WorkerFreshness worker : workers) {
			Instant newest = worker.newestRun();
			table.row(worker.worker(), worker.state(), Units.time(newest),
					(newest != null) ? Units.span(Duration.between(newest, now)) : "-",
					(worker.interval() != null) ? Units.span(worker.interval()) : "-");
		}
		return "\n\n" + table;
	}

	private record Parts(Freshness freshness, Clock clock) {

	}

	/** The freshness as JSON. The names are a public interface. */
	record StatusJson(boolean fresh, boolean overdue, @Nullable Long execution, @Nullable Instant completedAt,
			List<WorkerJson> workers) {

		static StatusJson of(FreshnessReport report, List<WorkerFreshness> shown) {
			return new StatusJson(report.fresh(), report.overdue(), report.execution(), report.completedAt(),
					shown.stream().map(WorkerJson::of).toList());
		}

		record WorkerJson(String worker, String state, boolean stale,
				@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant newestRun,
				@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long intervalSeconds) {

			static WorkerJson of(WorkerFreshness worker) {
				Duration interval = worker.interval();
				return new WorkerJson(worker.worker().value(), worker.state().toString().replace(' ', '_'),
						worker.stale(), worker.newestRun(), (interval != null) ? interval.toSeconds() : null);
			}

		}

	}

}
