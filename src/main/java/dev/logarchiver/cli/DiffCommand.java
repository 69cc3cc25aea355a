package dev.logarchiver.cli;

import java.util.concurrent.Callable;

import dev.logarchiver.cli.page.DiffJson;
import dev.logarchiver.cli.page.DiffPage;
import dev.logarchiver.cli.page.Output;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.lines.errors.ErrorProperties;
import dev.logarchiver.lines.difference.LogComparison;
import dev.logarchiver.lines.difference.LogDifference;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.LogStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import org.springframework.context.ApplicationContext;

/**
 * What went wrong this time.
 */
@Command(name = "diff",
		description = "Compares the log of a Worker's newest failed run with that of its newest "
				+ "succeeded one, times, IDs and numbers aside, and shows the first new error.",
		footerHeading = Examples.HEADING, footer = { "  log-archiver diff acme/shop" })
final class DiffCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Parameters(paramLabel = "WORKER", description = "the Worker ID")
	private String worker = "";

	DiffCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		WorkerId id = LogsCommand.worker("WORKER", this.worker);
		return this.sessions.read(this.options, "diff", (context) -> compare(context, id));
	}

	private int compare(ApplicationContext context, WorkerId id) {
		ArchivedLog failed = newest(context, id, RunStatus.FAILED);
		ArchivedLog succeeded = newest(context, id, RunStatus.SUCCEEDED);
		LogDifference difference = compare(context, failed, succeeded);
		if (this.options.json()) {
			this.output.json(DiffJson.of(failed, succeeded, difference));
		}
		else {
			this.output.text(new DiffPage(failed, succeeded, difference).toString());
		}
		return ExitCode.SUCCESS.value();
	}

	private static ArchivedLog newest(ApplicationContext context, WorkerId id, RunStatus status) {
		return context.getBean(Ledger.class)
			.newestEnded(id, status)
			.orElseThrow(() -> new ConfigurationException("There is nothing to compare: no " + status
					+ " run of Worker " + id + " is archived; 'logs --worker " + id + "' lists what is"));
	}

	private static LogDifference compare(ApplicationContext context, ArchivedLog failed, ArchivedLog succeeded) {
		LogStore store = context.getBean(LogStore.class);
		LogComparison comparison = new LogComparison(context.getBean(ErrorProperties.class).compiled());
		new ArchivedText(store, succeeded).read(comparison::learn);
		return new ArchivedText(store, failed).read(comparison::find);
	}

}
