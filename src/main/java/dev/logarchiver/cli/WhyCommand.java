package dev.logarchiver.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.logarchiver.cli.page.Explanation;
import dev.logarchiver.cli.page.Limits;
import dev.logarchiver.cli.page.Output;
import dev.logarchiver.execution.history.Decisions;
import dev.logarchiver.execution.history.Decisions.Decision;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.PendingRuns.MissingRun;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.context.ApplicationContext;

/**
 * What was decided about a Worker.
 */
@Command(name = "why", description = "Says what recent executions decided about a Worker or one of its runs, and why.",
		footerHeading = Examples.HEADING, footer = { "  log-archiver why acme/shop" })
final class WhyCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Parameters(index = "0", paramLabel = "WORKER", description = "a Worker ID")
	@SuppressWarnings("NullAway.Init")
	private String worker;

	@Parameters(index = "1", arity = "0..1", paramLabel = "RUN_ID", description = "one of its runs")
	private @Nullable String run;

	@Option(names = "--limit", paramLabel = "N", defaultValue = "10",
			description = "at most this many executions (default: ${DEFAULT-VALUE})")
	private int limit;

	WhyCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		WorkerId id = LogsCommand.worker("WORKER", this.worker);
		RunId runId = (this.run != null) ? CatCommand.runId("RUN_ID", this.run) : null;
		Limits.check(this.limit);
		return this.sessions.read(this.options, "why", (context) -> explain(context, id, runId));
	}

	private int explain(ApplicationContext context, WorkerId id, @Nullable RunId runId) {
		Ledger ledger = context.getBean(Ledger.class);
		List<Decision> decisions = context.getBean(Decisions.class).about(id, this.limit);
		List<MissingRun> missing = context.getBean(PendingRuns.class).of(id);
		Explanation explanation = (runId != null)
				? Explanation.ofRun(id, runId, ledger.revisions(id, runId), missing, decisions)
				: Explanation.ofWorker(id, ledger.newest(id, null).orElse(null), missing, decisions);
		if (this.options.json()) {
			this.output.json(explanation);
		}
		else {
			this.output.text(explanation.toText());
		}
		return ExitCode.SUCCESS.value();
	}

}
