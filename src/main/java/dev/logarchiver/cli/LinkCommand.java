package dev.logarchiver.cli;

import java.time.Duration;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.LinkPage;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.store.LogLink;
import dev.logarchiver.store.LogStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import org.springframework.boot.convert.DurationStyle;

/** A log for somebody without this program. */
@Command(name = "link",
		description = "Prints a URL of the archived text of a run, which anybody who has it can open in a browser "
				+ "until it ends. For a directory store, prints the path of the file.",
		footer = { "  log-archiver link acme/shop",
				"  log-archiver link acme/shop --run 01JXTR00000000000000000000 --expires 7d" })
final class LinkCommand extends ArchiveCommand {

	private static final Logger logger = LoggerFactory.getLogger(LinkCommand.class);

	@Mixin
	private final RunOptions run = new RunOptions();

	@Option(names = "--expires", paramLabel = "DURATION", defaultValue = "1h", converter = Validity.class,
			description = "for how long the URL works: from 1s to 7d, such as 90m (default: ${DEFAULT-VALUE})")
	@SuppressWarnings("NullAway.Init")
	private Duration expires;

	@Override
	public Integer call() {
		return session(Mode.READ).run(Parts.class, this::print);
	}

	private ExitCode print(Parts parts) {
		ArchivedLog log = this.run.log(parts.ledger(), parts.pruned());
		if (parts.store().find(log.objectKey()).isEmpty()) {
			throw new StoreException(StoreException.MISSING, "The object " + log.key()
					+ " is not in the store: 'verify' finds what is missing, 'verify --repair' archives it again");
		}
		LogLink link = parts.store().link(log.objectKey(), this.expires);
		if (link instanceof LogLink.Url url && url.warning() != null) {
			logger.warn("{}", url.warning());
		}
		LinkPage page = new LinkPage(log, link);
		print(page::json, page::text);
		return ExitCode.SUCCESS;
	}

	private record Parts(Ledger ledger, PrunedLogs pruned, LogStore store) {

	}

	/** Reads for how long a link is valid. */
	static final class Validity implements ITypeConverter<Duration> {

		@Override
		public Duration convert(String text) {
			try {
				Duration validity = DurationStyle.detectAndParse(text.strip());
				if (!text.strip().matches("[+-]?\\d+") && validity.compareTo(Duration.ofSeconds(1)) >= 0
						&& validity.compareTo(LogStore.LONGEST_LINK) <= 0) {
					return validity;
				}
			}
			catch (IllegalArgumentException | ArithmeticException ex) {
				// said below
			}
			throw new TypeConversionException("'" + Printable.escape(text)
					+ "' is not a time that a link can be valid for: give one from 1s to 7d, such as 90m, 12h or 7d");
		}

	}

}
