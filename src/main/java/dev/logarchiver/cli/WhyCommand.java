package dev.logarchiver.cli;

import java.util.List;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Explanation;
import dev.logarchiver.cli.page.Limits;
import dev.logarchiver.execution.history.Decisions;
import dev.logarchiver.execution.history.Decisions.Decision;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.ledger.Holds;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.MissingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was decided about a Worker. */
@Command(name = "why", description = "Explains what recent executions decided about a Worker or one of its runs.",
		footer = { "  log-archiver why acme/shop" })
final class WhyCommand extends ArchiveCommand {

	@Parameters(index = "0", paramLabel = "WORKER", description = "a Worker ID")
	@SuppressWarnings("NullAway.Init")
	private WorkerId worker;

	@Parameters(index = "1", arity = "0..1", paramLabel = "RUN_ID", description = "one of its runs")
	private @Nullable RunId run;

	@Option(names = "--limit", paramLabel = "N", defaultValue = "10",
			description = "at most this many executions (default: ${DEFAULT-VALUE})")
	private int limit;

	@Override
	public Integer call() {
		Limits.check(this.limit);
		return session(Mode.READ).run(Parts.class, this::explain);
	}

	private ExitCode explain(Parts parts) {
		Ledger ledger = parts.ledger();
		List<Decision> decisions = parts.decisions().about(this.worker, this.limit);
		List<MissingRun> missing = parts.pending().of(this.worker);
		List<Hold> holds = parts.holds().of(this.worker);
		Explanation explanation = (this.run != null)
				? Explanation.ofRun(this.worker, this.run, ledger.revisions(this.worker, this.run),
						parts.pruned().find(this.worker, this.run), holds, missing, decisions)
				: Explanation.ofWorker(this.worker, ledger.newest(this.worker, null).orElse(null), holds, missing,
						decisions);
		print(() -> explanation, explanation::toText);
		return ExitCode.SUCCESS;
	}

	private record Parts(Ledger ledger, PrunedLogs pruned, Holds holds, Decisions decisions, PendingRuns pending) {

	}

}
