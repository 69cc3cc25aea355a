package dev.logarchiver.cli;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.DiffPage;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.lines.difference.LogComparison;
import dev.logarchiver.lines.difference.LogDifference;
import dev.logarchiver.lines.errors.ErrorProperties;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.LogStore;
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
		ArchivedLog failed = newest(parts.ledger(), RunStatus.FAILED);
		ArchivedLog succeeded = newest(parts.ledger(), RunStatus.SUCCEEDED);
		LogComparison comparison = new LogComparison(parts.errors().compiled());
		new ArchivedText(parts.store(), succeeded).read(comparison::learn);
		LogDifference difference = new ArchivedText(parts.store(), failed).read(comparison::find);
		DiffPage page = new DiffPage(failed, succeeded, difference);
		print(page::json, page::toString);
		return ExitCode.SUCCESS;
	}

	private ArchivedLog newest(Ledger ledger, RunStatus status) {
		return ledger.newestEnded(this.worker, status)
			.orElseThrow(
					() -> new ConfigurationException("There is nothing to compare: no " + status + " run of Worker "
							+ this.worker + " is archived; 'logs --worker " + this.worker + "' lists what is"));
	}

	private record Parts(Ledger ledger, LogStore store, ErrorProperties errors) {

	}

}
