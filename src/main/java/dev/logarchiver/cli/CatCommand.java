package dev.logarchiver.cli;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.reading.EnterableTexts;
import dev.logarchiver.reading.Lines;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The text of a log. */
@Command(name = "cat", description = "Prints the archived text of a run, byte for byte.",
		footer = { "  log-archiver cat acme/shop", "  log-archiver cat acme/shop --run 01JXTR00000000000000000000",
				"  log-archiver cat acme/shop --lines 48200-48260", "  log-archiver cat acme/shop --tail 100" })
final class CatCommand extends ArchiveCommand {

	@Mixin
	private final RunOptions run = new RunOptions();

	@ArgGroup
	private @Nullable Part part;

	@Override
	public Integer call() {
		return session(Mode.READ).run(Parts.class, this::print);
	}

	private ExitCode print(Parts parts) {
		ArchivedLog log = this.run.log(parts.ledger(), parts.pruned());
		Lines lines = (this.part != null) ? this.part.lines : null;
		return (lines != null) ? parts.texts().of(log).read(lines, this::print)
				: new ArchivedText(parts.store(), log).read(this::print);
	}

	private ExitCode print(InputStream text) throws IOException {
		output().bytes(text);
		return ExitCode.SUCCESS;
	}

	private record Parts(Ledger ledger, PrunedLogs pruned, LogStore store, EnterableTexts texts) {

	}

	/**
	 * Which lines: one way to say it or the other.
	 */
	@SuppressWarnings("UnusedMethod") // picocli calls them
	private static final class Part {

		private @Nullable Lines lines;

		@Option(names = "--lines", paramLabel = "FIRST-LAST", converter = LineNumbers.class,
				description = "only these lines, such as 48200-48260; 5 is one line, 5- all from there on")
		void lines(Lines span) {
			this.lines = span;
		}

		@Option(names = "--tail", paramLabel = "N", converter = LineNumbers.FromEnd.class,
				description = "only the last N lines")
		void tail(Lines last) {
			this.lines = last;
		}

	}

}
