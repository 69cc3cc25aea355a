package dev.logarchiver.cli;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The text of a log. */
@Command(name = "cat", description = "Prints the archived text of a run, byte for byte.",
		footer = { "  log-archiver cat acme/shop", "  log-archiver cat acme/shop --run 01JXTR00000000000000000000" })
final class CatCommand extends ArchiveCommand {

	@Parameters(paramLabel = "WORKER", description = "the Worker ID")
	@SuppressWarnings("NullAway.Init")
	private WorkerId worker;

	@Option(names = "--run", paramLabel = "RUN_ID", description = "the run (default: the newest)")
	private @Nullable RunId run;

	@Override
	public Integer call() {
		return session(Mode.READ).run(Parts.class, this::print);
	}

	private ExitCode print(Parts parts) {
		ArchivedLog log = newest(parts.ledger(), this.worker, this.run);
		return new ArchivedText(parts.store(), log).read((text) -> {
			output().bytes(text);
			return ExitCode.SUCCESS;
		});
	}

	private record Parts(Ledger ledger, LogStore store) {

	}

}
