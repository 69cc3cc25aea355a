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
				+ "lost; exits with 3 when an object can't be added.",
		footer = { "  log-archiver reindex --store s3://my-bucket/coreclaw",
				"  log-archiver reindex --store s3://copy-of-it/coreclaw --replace" })
final class ReindexCommand extends ArchiveCommand {

	@Option(names = "--replace", description = { "drop the rows whose objects aren't in the store, and make the",
			"ledger that of this store from now on" })
	private boolean replace;

	@Override
	public Integer call() {
		return session(Mode.WRITE).run(Reindexing.class, this::reindex);
	}

	private ExitCode reindex(Reindexing reindexing) {
		ReindexReport report;
		try (ProgressDisplay display = ProgressDisplay.start()) {
			report = reindexing.reindex(this.replace, display::showObjects);
		}
		print(() -> report, () -> ReindexPage.of(report));
		return (report.refused() > 0) ? ExitCode.INCOMPLETE : ExitCode.SUCCESS;
	}

}
