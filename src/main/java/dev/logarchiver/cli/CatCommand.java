package dev.logarchiver.cli;

import java.util.concurrent.Callable;

import dev.logarchiver.cli.page.Output;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.context.ApplicationContext;

/**
 * The text of a log.
 */
@Command(name = "cat", description = "Prints the archived text of a run, byte for byte.",
		footerHeading = Examples.HEADING,
		footer = { "  log-archiver cat acme/shop", "  log-archiver cat acme/shop --run 01JXTR00000000000000000000" })
final class CatCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Parameters(paramLabel = "WORKER", description = "the Worker ID")
	private String worker = "";

	@Option(names = "--run", paramLabel = "RUN_ID", description = "the run (default: the newest)")
	private @Nullable String run;

	CatCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		WorkerId id = LogsCommand.worker("WORKER", this.worker);
		RunId runId = (this.run != null) ? runId("--run", this.run) : null;
		return this.sessions.read(this.options, "cat", (context) -> print(context, id, runId));
	}

	private int print(ApplicationContext context, WorkerId id, @Nullable RunId runId) {
		ArchivedLog log = context.getBean(Ledger.class)
			.newest(id, runId)
			.orElseThrow(() -> new ConfigurationException("Nothing is archived of Worker " + id
					+ ((runId != null) ? ", run " + runId : "") + ": 'logs --worker " + id + "' lists what is"));
		return new ArchivedText(context.getBean(LogStore.class), log).read((text) -> {
			this.output.bytes(text);
			return ExitCode.SUCCESS.value();
		});
	}

	static RunId runId(String option, String text) {
		try {
			return new RunId(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ConfigurationException(option + " " + Printable.escape(String.valueOf(ex.getMessage())));
		}
	}

}
