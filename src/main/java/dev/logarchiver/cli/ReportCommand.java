package dev.logarchiver.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.ReportJson;
import dev.logarchiver.cli.page.ReportPage;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.report.FailingWorker.State;
import dev.logarchiver.report.FailureReport;
import dev.logarchiver.report.FailureReports;
import dev.logarchiver.report.ReportRequest;
import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What failed. */
@Command(name = "report",
		description = "Reports which Workers' runs failed on the platform, newly failing ones first, each with the "
				+ "first error that its last good run doesn't have; which recovered, could not be archived or are "
				+ "late.",
		footer = { "  log-archiver report", "  log-archiver report --since yesterday --until today --markdown",
				"  log-archiver report --worker 'acme/*' --check" })
final class ReportCommand extends ArchiveCommand {

	@Option(names = "--worker", paramLabel = "ID",
			description = "only this Worker, or those of 'acme/test-*': * stands for any characters, ? for one "
					+ "(repeatable)")
	private List<WorkerPattern> workers = new ArrayList<>();

	@Option(names = "--since", paramLabel = "TIME", defaultValue = "24h",
			description = "runs from this time on: a date, an instant (UTC), or how long ago, such as 7d or yesterday "
					+ "(default: ${DEFAULT-VALUE})")
	@SuppressWarnings("NullAway.Init")
	private Instant since;

	@Option(names = "--until", paramLabel = "TIME",
			description = "runs before this time, written likewise (default: now)")
	private @Nullable Instant until;

	@Option(names = "--all", description = "print all rows, however many, and compare the logs of all failing Workers")
	private boolean all;

	@Option(names = "--markdown", description = "print Markdown, for a chat or an issue")
	private boolean markdown;

	@Option(names = "--check", description = "exit with 3 when a Worker is newly failing")
	private boolean check;

	@Override
	public Integer call() {
		if (this.markdown && json()) {
			throw new ConfigurationException("--markdown and --json exclude each other");
		}
		ReportRequest request = new ReportRequest(this.workers, this.since, this.until, this.all);
		return session(Mode.READ).run(FailureReports.class, (reports) -> print(reports.report(request)));
	}

	private ExitCode print(FailureReport report) {
		ReportPage page = new ReportPage(report, this.all);
		print(() -> ReportJson.of(report), this.markdown ? page::markdown : page::toString);
		return (this.check && !report.in(State.NEWLY_FAILING).isEmpty()) ? ExitCode.INCOMPLETE : ExitCode.SUCCESS;
	}

}
