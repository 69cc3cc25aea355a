package dev.logarchiver.cli;

import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

import dev.logarchiver.archiving.ArchiveProperties;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.HitJson;
import dev.logarchiver.cli.page.HitPage;
import dev.logarchiver.cli.page.Limits;
import dev.logarchiver.cli.page.Output.JsonArray;
import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.run.Units;
import dev.logarchiver.cli.page.WorkerHitsPage;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.search.LogHits;
import dev.logarchiver.search.Search;
import dev.logarchiver.search.SearchRequest;
import dev.logarchiver.search.Searched;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where else a line stands. */
@Command(name = "search",
		description = "Prints every line of the archived logs that matches a pattern, newest run first, as "
				+ "WORKER RUN LINE: text. Exits with 3 when a log can't be read.",
		footer = { "  log-archiver search TypeError --since 7d",
				"  log-archiver search -F price[0] --worker acme/* --by-worker" })
final class SearchCommand extends ArchiveCommand {

	private static final Log logger = LogFactory.getLog(SearchCommand.class);

	@Parameters(paramLabel = "PATTERN",
			description = "a regular expression in Java's syntax, without \\b, look-around and back references")
	@SuppressWarnings("NullAway.Init")
	private String pattern;

	@Mixin
	private final LogOptions logs = new LogOptions();

	@Option(names = { "-i", "--ignore-case" }, description = "don't distinguish upper and lower case")
	private boolean ignoresCase;

	@Option(names = { "-F", "--fixed-string" }, description = "PATTERN is a text, not an expression")
	private boolean fixed;

	@Option(names = { "-C", "--context" }, paramLabel = "N",
			description = "print up to N lines before and after each, at most " + SearchRequest.MOST_CONTEXT)
	private int context;

	@ArgGroup
	private Form form = new Form();

	@Option(names = "--limit", paramLabel = "N", defaultValue = "100",
			description = "end after this many (default: ${DEFAULT-VALUE})")
	private int limit;

	@Override
	public Integer call() {
		Limits.check(this.limit);
		if (this.context < 0 || this.context > SearchRequest.MOST_CONTEXT) {
			throw new ConfigurationException(
					"-C is '" + this.context + "': give a number of lines from 0 to " + SearchRequest.MOST_CONTEXT);
		}
		LinePattern compiled = compiled();
		return session(Mode.READ).run(Parts.class, (parts) -> {
			SearchRequest request = new SearchRequest(compiled, this.logs.filter(), this.context, this.form.first,
					parts.settings().concurrency());
			Searched searched;
			try (ProgressDisplay display = ProgressDisplay.besideAnswer()) {
				searched = this.form.byWorker ? byWorker(parts.search(), request, display) : this.form.count
						? count(parts.search(), request, display) : find(parts.search(), request, display);
			}
			return (searched.unreadable() > 0) ? ExitCode.INCOMPLETE : ExitCode.SUCCESS;
		});
	}

	private LinePattern compiled() {
		try {
			return this.fixed ? LinePattern.literal(this.pattern, this.ignoresCase)
					: LinePattern.parse(this.pattern, this.ignoresCase);
		}
		catch (IllegalArgumentException ex) {
			throw new ConfigurationException("PATTERN is '" + this.pattern + "': " + ex.getMessage(),
					"correct the regular expression, or search for the text as it is with -F", ex);
		}
	}

	private Searched find(Search search, SearchRequest request, ProgressDisplay display) {
		HitPage page = HitPage.of(request.pattern(), this.context > 0);
		return print((hit) -> HitJson.of(hit, this.context > 0), page::text,
				(reader) -> search.find(request, reader, progress(display)));
	}

	private Searched count(Search search, SearchRequest request, ProgressDisplay display) {
		return print(CountJson::of, (found) -> found.log().worker() + " " + found.log().runId() + ": " + found.hits(),
				(reader) -> search.count(request, reader, progress(display)));
	}

	/** Prints each result as it comes. */
	private <T> Searched print(Function<T, Object> json, Function<T, String> text,
			Function<Predicate<T>, Searched> search) {
		int[] printed = { 0 };
		Searched searched;
		if (json()) {
			try (JsonArray array = output().array()) {
				searched = search.apply((result) -> {
					array.add(json.apply(result));
					return ++printed[0] < this.limit && output().hasReader();
				});
			}
		}
		else {
			searched = search.apply((result) -> {
				output().text(text.apply(result));
				return ++printed[0] < this.limit && output().hasReader();
			});
		}
		if (printed[0] == this.limit) {
			logger.warn("Ended after " + Units.count(this.limit, "result")
					+ "; there may be more: a larger --limit shows them");
		}
		return searched;
	}

	private Searched byWorker(Search search, SearchRequest request, ProgressDisplay display) {
		WorkerHitsPage page = new WorkerHitsPage(this.limit);
		Searched searched = search.count(request, (found) -> {
			page.add(found);
			return true;
		}, progress(display));
		display.end();
		print(page::json, page::toString);
		return searched;
	}

	private static LongPredicate progress(ProgressDisplay display) {
		return (logs) -> {
			display.showLogs(logs);
			return true;
		};
	}

	private record Parts(Search search, ArchiveProperties settings) {

	}

	/** What is printed instead of every line. */
	static final class Form {

		@Option(names = "--count", description = "print how many lines match in each log that has some")
		private boolean count;

		@Option(names = "--by-worker",
				description = "print how many lines match for each Worker that has some, and the first and the last "
						+ "run with such lines")
		private boolean byWorker;

		@Option(names = "--first", description = "print only the first matching line of each log")
		private boolean first;

	}

	/** How many lines of a log match, as JSON. The names are a public interface. */
	record CountJson(String worker, String run, long hits) {

		static CountJson of(LogHits found) {
			return new CountJson(found.log().worker().value(), found.log().runId().value(), found.hits());
		}

	}

}
