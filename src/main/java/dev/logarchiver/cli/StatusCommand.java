package dev.logarchiver.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.cli.page.Units;
import dev.logarchiver.execution.history.Freshness;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.execution.history.WorkerFreshness.State;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * How fresh the archive is.
 */
@Command(name = "status",
		description = "Says how fresh the archive of each Worker is, the worst first. "
				+ "Looks at the newest list of each job. Exit code 3 where something is stale.",
		footerHeading = Examples.HEADING,
		footer = { "  log-archiver status --config jobs/nightly.yaml", "  log-archiver status --stale" })
final class StatusCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Option(names = "--stale", description = "list only the Workers with which something is wrong")
	private boolean stale;

	StatusCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		return this.sessions.read(this.options, "status", this::print);
	}

	private int print(ApplicationContext context) {
		Freshness.Report report = context.getBean(Freshness.class).report();
		Instant now = context.getBean(Clock.class).instant();
		List<WorkerFreshness> shown = report.workers()
			.stream()
			.filter((worker) -> !this.stale || worker.stale())
			.toList();
		if (this.options.json()) {
			this.output.json(StatusJson.of(report, shown));
		}
		else {
			this.output.text(summary(report, now) + table(shown, now));
		}
		return (report.fresh() ? ExitCode.SUCCESS : ExitCode.INCOMPLETE).value();
	}

	private static String summary(Freshness.Report report, Instant now) {
		if (report.execution() == null) {
			return "No execution of 'run' has completed yet.";
		}
		String executions = "Execution %d completed %s ago%s.".formatted(report.execution(),
				Units.span(Duration.between(report.completedAt(), now)),
				report.overdue() ? ": longer than archiver.status.expect-every" : "");
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

	private static long count(Freshness.Report report, State state) {
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

	/**
	 * The freshness as JSON. The names are a public interface.
	 */
	record StatusJson(boolean fresh, boolean overdue, @Nullable Long execution, @Nullable String completedAt,
			List<WorkerJson> workers) {

		static StatusJson of(Freshness.Report report, List<WorkerFreshness> shown) {
			return new StatusJson(report.fresh(), report.overdue(), report.execution(), text(report.completedAt()),
					shown.stream().map(WorkerJson::of).toList());
		}

		private static @Nullable String text(@Nullable Object value) {
			return (value != null) ? value.toString() : null;
		}

		record WorkerJson(String worker, String state, boolean stale,
				@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String newestRun,
				@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long intervalSeconds) {

			static WorkerJson of(WorkerFreshness worker) {
				Duration interval = worker.interval();
				return new WorkerJson(worker.worker().value(), worker.state().toString().replace(' ', '_'),
						worker.stale(), text(worker.newestRun()), (interval != null) ? interval.toSeconds() : null);
			}

		}

	}

}
