package dev.logarchiver.cli;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.DiffPage;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.report.LogDifferences;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
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
		return session(Mode.READ).run(LogDifferences.class, this::compare);
	}

	private ExitCode compare(LogDifferences differences) {
		ArchivedLog failed = newest(differences, RunStatus.FAILED);
		ArchivedLog succeeded = newest(differences, RunStatus.SUCCEEDED);
		DiffPage page = new DiffPage(failed, succeeded, differences.between(failed, succeeded));
		print(page::json, page::toString);
		return ExitCode.SUCCESS;
	}

	private ArchivedLog newest(LogDifferences differences, RunStatus status) {
		return differences.newest(this.worker, status)
			.orElseThrow(
					() -> new ConfigurationException("There is nothing to compare: no " + status + " run of Worker "
							+ this.worker + " is archived; 'logs --worker " + this.worker + "' lists what is"));
	}

}
