package dev.logarchiver.cli;

import java.util.List;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.DiffPage;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.report.LogDifferences;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What went wrong this time. */
@Command(name = "diff",
		description = "Compares the log of a Worker's newest failed run with that of its newest "
				+ "successful run, ignoring times, IDs and numbers, and shows the first new error.",
		footer = { "  log-archiver diff acme/shop" })
final class DiffCommand extends ArchiveCommand {

	@Parameters(paramLabel = "WORKER", description = "the Worker ID")
	@SuppressWarnings("NullAway.Init")
	private WorkerId worker;

	@Override
	public Integer call() {
		return session(Mode.READ).run(Parts.class, this::compare);
	}

	private ExitCode compare(Parts parts) {
		ArchivedLog failed = newest(parts, RunStatus.FAILED);
		ArchivedLog succeeded = newest(parts, RunStatus.SUCCEEDED);
		DiffPage page = new DiffPage(failed, succeeded, parts.differences().between(failed, succeeded));
		print(page::json, page::toString);
		return ExitCode.SUCCESS;
	}

	private ArchivedLog newest(Parts parts, RunStatus status) {
		return parts.differences()
			.newest(this.worker, status)
			.orElseThrow(() -> new ConfigurationException("There is nothing to compare: no " + status
					+ " run of Worker " + this.worker + " is archived" + whatElse(parts.pruned(), status)));
	}

	private String whatElse(PrunedLogs pruned, RunStatus status) {
		LogFilter filter = new LogFilter(List.of(WorkerPattern.of(this.worker)), null, null, status, false);
		return pruned.find(filter, 1)
			.stream()
			.map((log) -> ". " + RunOptions.gone(log))
			.findFirst()
			.orElse("; 'logs --worker " + this.worker + "' lists what is");
	}

	private record Parts(LogDifferences differences, PrunedLogs pruned) {

	}

}
