package dev.logarchiver.cli;

import dev.logarchiver.audit.Ownership;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.HoldPage;
import dev.logarchiver.retention.Holding;
import dev.logarchiver.retention.ReleaseReport;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets go of what was held. */
@Command(name = "release", description = "Ends a hold, so that 'prune' may delete the logs when their time has come.",
		footer = { "  log-archiver release acme/shop --run 01JXTR00000000000000000000",
				"  log-archiver release acme/shop" })
final class ReleaseCommand extends ArchiveCommand {

	@Parameters(paramLabel = "WORKER", description = "the Worker ID")
	@SuppressWarnings("NullAway.Init")
	private WorkerId worker;

	@Option(names = "--run", paramLabel = "RUN_ID",
			description = "the hold on the log of this run (default: the hold on all logs of the Worker)")
	private @Nullable RunId run;

	@Override
	public Integer call() {
		return session(Mode.AMEND).run(Parts.class, this::release);
	}

	private ExitCode release(Parts parts) {
		parts.ownership().examine();
		ReleaseReport report = parts.holding().release(this.worker, this.run);
		print(() -> HoldPage.json(report), () -> HoldPage.of(report));
		return ExitCode.SUCCESS;
	}

	private record Parts(Ownership ownership, Holding holding) {

	}

}
