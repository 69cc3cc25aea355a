package dev.logarchiver.cli;

import java.util.concurrent.Callable;

import dev.logarchiver.audit.ReindexReport;
import dev.logarchiver.audit.Reindexing;
import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.page.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * The ledger anew.
 */
@Command(name = "reindex",
		description = "Rebuilds the ledger from the objects in the store, for whoever lost the "
				+ "database; exits with 3 when an object can't be taken in.",
		footerHeading = Examples.HEADING, footer = { "  log-archiver reindex --store s3://my-bucket/coreclaw",
				"  log-archiver reindex --store s3://copy-of-it/coreclaw --replace" })
final class ReindexCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Option(names = "--replace", description = { "drop the rows whose objects aren't in the store, and have the ledger",
			"be that of this store from now on" })
	private boolean replace;

	ReindexCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		return this.sessions.write(this.options, "reindex", this::reindex);
	}

	private int reindex(ApplicationContext context) {
		ReindexReport report;
		try (ProgressDisplay display = ProgressDisplay.start()) {
			report = context.getBean(Reindexing.class).reindex(this.replace, display::showObjects);
		}
		if (this.options.json()) {
			this.output.json(report);
		}
		else {
			print(report);
		}
		return ((report.refused() > 0) ? ExitCode.INCOMPLETE : ExitCode.SUCCESS).value();
	}

	private void print(ReindexReport report) {
		StringBuilder text = new StringBuilder();
		line(text, "Objects", report.objects(), "");
		line(text, "indexed", report.indexed(), "put into the ledger");
		line(text, "already", report.already(), "in the ledger");
		if (report.partial() > 0) {
			line(text, "partial", report.partial(), "of the above still run, and are looked at again by 'run'");
		}
		if (report.leftover() > 0) {
			line(text, "leftover", report.leftover(), "partial beside a final object, deleted by the next 'run'");
		}
		if (report.dropped() > 0) {
			line(text, "dropped", report.dropped(), "from the ledger: their objects aren't in this store");
		}
		line(text, "foreign", report.foreign(), (report.foreign() > 0) ? "none of ours, skipped" : "");
		line(text, "refused", report.refused(), "");
		this.output.text(text.toString().stripTrailing());
		if (!report.problems().isEmpty()) {
			Table table = new Table("REFUSED", "WHY");
			report.problems().forEach((problem) -> table.row(problem.key(), problem.what()));
			this.output.text("\n" + table);
		}
		if (!report.foreignKeys().isEmpty()) {
			Table table = new Table("FOREIGN");
			report.foreignKeys().forEach(table::row);
			this.output.text("\n" + table);
		}
	}

	private static void line(StringBuilder text, String name, long count, String remark) {
		text.append("  %-10s %8d   %s".formatted(name, count, remark).stripTrailing()).append('\n');
	}

}
