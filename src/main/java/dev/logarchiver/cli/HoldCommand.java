package dev.logarchiver.cli;

import java.util.List;

import dev.logarchiver.audit.Ownership;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.HoldPage;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.ledger.Holds;
import dev.logarchiver.retention.HoldReport;
import dev.logarchiver.retention.Holding;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps logs from being pruned. */
@Command(name = "hold",
		description = "Keeps logs from 'prune' until 'release', in the ledger, in the store, and by legal holds where "
				+ "the bucket has them.",
		footer = { "  log-archiver hold acme/shop --run 01JXTR00000000000000000000 --reason case-7",
				"  log-archiver hold acme/shop --reason audit-2026", "  log-archiver hold --list" })
final class HoldCommand extends ArchiveCommand {

	@Parameters(arity = "0..1", paramLabel = "WORKER", description = "the Worker ID")
	private @Nullable WorkerId worker;

	@Option(names = "--run", paramLabel = "RUN_ID",
			description = "only the log of this run (default: all logs of the Worker, later ones too)")
	private @Nullable RunId run;

	@Option(names = "--reason", paramLabel = "TEXT", description = "why, in up to 1000 characters")
	private @Nullable String reason;

	@Option(names = "--list", description = "list the holds, of all Workers or of this one, and hold nothing")
	private boolean list;

	@Override
	public Integer call() {
		if (this.list) {
			if (this.run != null || this.reason != null) {
				throw new ConfigurationException("--list only lists the holds: leave out --run and --reason");
			}
			return session(Mode.READ).run(Holds.class, this::list);
		}
		if (this.worker == null || this.reason == null) {
			throw new ConfigurationException(((this.worker == null) ? "Which logs are held is missing: give a WORKER"
					: "Why the logs are held is missing: give a --reason") + ", or --list to see the holds");
		}
		WorkerId held = this.worker;
		String why = checked(this.reason);
		return session(Mode.AMEND).run(Parts.class, (parts) -> hold(parts, held, why));
	}

	private ExitCode list(Holds holds) {
		List<Hold> found = (this.worker != null) ? holds.of(this.worker) : holds.all().toList();
		print(() -> HoldPage.json(found), () -> HoldPage.of(found));
		return ExitCode.SUCCESS;
	}

	private static String checked(String reason) {
		try {
			Hold.requireReason(reason);
			return reason;
		}
		catch (IllegalArgumentException ex) {
			throw new ConfigurationException("--reason: " + ex.getMessage());
		}
	}

	private ExitCode hold(Parts parts, WorkerId held, String why) {
		parts.ownership().examine();
		HoldReport report = parts.holding().hold(held, this.run, why);
		print(() -> HoldPage.json(report), () -> HoldPage.of(report));
		return ExitCode.SUCCESS;
	}

	private record Parts(Ownership ownership, Holding holding) {

	}

}
