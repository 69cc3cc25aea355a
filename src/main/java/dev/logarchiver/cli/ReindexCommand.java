package dev.logarchiver.cli;

import dev.logarchiver.audit.ReindexReport;
import dev.logarchiver.audit.Reindexing;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.page.ReindexPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rebuilds the ledger. */
@Command(name = "reindex",
		description = "Rebuilds the ledger from the objects in the store after the database was "
				+ "lost; exits with 3 when an object can't be added or read.",
		footer = { "  log-archiver reindex --store s3://my-bucket/coreclaw",
				"  log-archiver reindex --store s3://copy-of-it/coreclaw --replace",
				"  log-archiver reindex --errors" })
final class ReindexCommand extends ArchiveCommand {

	@Option(names = "--replace", description = { "drop the rows whose objects aren't in the store, and make the",
			"ledger that of this store from now on" })
	private boolean replace;

	@Option(names = "--errors", description = { "read every log and count its error lines anew, by what",
			"archiver.errors.pattern is now" })
	private boolean errors;

	@Override
	public Integer call() {
		return session(Mode.WRITE).run(Reindexing.class, this::reindex);
	}

	private ExitCode reindex(Reindexing reindexing) {
		ReindexReport report;
		try (ProgressDisplay display = ProgressDisplay.start()) {
			ReindexReport indexed = reindexing.reindex(this.replace, display::showObjects);
			report = this.errors ? reindexing.recountErrors(indexed, display::showObjects) : indexed;
		}
		print(() -> report, () -> ReindexPage.of(report));
		return report.isComplete() ? ExitCode.SUCCESS : ExitCode.INCOMPLETE;
	}

}
