package dev.logarchiver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Output.JsonArray;
import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.page.SecretJson;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.lines.redaction.Redaction;
import dev.logarchiver.lines.redaction.RedactionProperties;
import dev.logarchiver.run.Units;
import dev.logarchiver.search.LoggedSecret;
import dev.logarchiver.search.Search;
import dev.logarchiver.search.Searched;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where secrets were logged. */
@Command(name = "scan",
		description = "Prints which lines of the archived logs hold secrets, newest run first, as WORKER RUN LINE: "
				+ "rule, never the secret itself. Looks for what archiver.redact names, or by the default rules. "
				+ "Exits with 3 when a log can't be read.",
		footer = { "  log-archiver scan --since 7d", "  log-archiver scan --worker 'acme/*' --rules jwt,aws --check" })
final class ScanCommand extends ArchiveCommand {

	private static final Log logger = LogFactory.getLog(ScanCommand.class);

	@Mixin
	private final LogOptions logs = new LogOptions();

	@Option(names = "--rules", paramLabel = "RULE", split = ",",
			description = "look by these built-in rules instead of those configured")
	private List<String> rules = new ArrayList<>();

	@Option(names = "--check", description = "exit with 3 when there is a secret")
	private boolean check;

	@Override
	public Integer call() {
		requireRules();
		return session(Mode.READ).run(Parts.class, (parts) -> {
			Count count = new Count();
			Searched searched;
			try (ProgressDisplay display = ProgressDisplay.besideAnswer()) {
				searched = json() ? printJson(parts, count, display)
						: print(parts, count, display, (secret) -> output().text(secret.log().worker() + " "
								+ secret.log().runId() + " " + secret.line() + ": " + secret.rule()));
			}
			summarize(count, searched);
			return (searched.unreadable() > 0 || (this.check && count.lines > 0)) ? ExitCode.INCOMPLETE
					: ExitCode.SUCCESS;
		});
	}

	private void requireRules() {
		try {
			Redaction _ = Redaction.of(this.rules, List.of());
		}
		catch (IllegalArgumentException ex) {
			throw new ConfigurationException("--rules: " + ex.getMessage(), ex);
		}
	}

	private Searched printJson(Parts parts, Count count, ProgressDisplay display) {
		try (JsonArray array = output().array()) {
			return print(parts, count, display, (secret) -> array.add(SecretJson.of(secret)));
		}
	}

	private Searched print(Parts parts, Count count, ProgressDisplay display, Printer printer) {
		return parts.search()
			.scan(redaction(parts.redaction()), this.logs.filter(), parts.settings().concurrency(), (secret) -> {
				count.add(secret);
				printer.print(secret);
				return output().hasReader();
			}, (logs) -> {
				display.showLogs(logs);
				return true;
			});
	}

	private Redaction redaction(RedactionProperties configured) {
		List<String> names = !this.rules.isEmpty() ? this.rules : configured.rules();
		return Objects.requireNonNull(
				new RedactionProperties(names.isEmpty() ? List.of(Redaction.DEFAULT) : names, configured.valuesFile())
					.redaction());
	}

	private void summarize(Count count, Searched searched) {
		if (count.lines > 0) {
			logger.warn(Units.count(count.lines, "line") + " with secrets in " + Units.count(count.logs, "log") + " of "
					+ searched.logs() + "; what to do is in docs/operations.md: A secret was logged");
		}
		else if (!json()) {
			output().text("No secret in " + Units.count(searched.logs(), "log") + ".");
		}
	}

	private record Parts(Search search, ArchiveProperties settings, RedactionProperties redaction) {

	}

	/** Prints a result. */
	private interface Printer {

		void print(LoggedSecret secret);

	}

	/** How many there are. */
	private static final class Count {

		private long lines;

		private long logs;

		private @Nullable LoggedSecret last;

		void add(LoggedSecret secret) {
			LoggedSecret before = this.last;
			if (before == null || !before.log().equals(secret.log())) {
				this.logs++;
				this.lines++;
			}
			else if (before.line() != secret.line()) {
				this.lines++;
			}
			this.last = secret;
		}

	}

}
