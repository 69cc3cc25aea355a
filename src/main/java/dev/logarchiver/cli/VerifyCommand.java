package dev.logarchiver.cli;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.audit.Remedy;
import dev.logarchiver.audit.Repair;
import dev.logarchiver.audit.Verification;
import dev.logarchiver.audit.VerificationReport;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.ProgressDisplay;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.run.Units;
import dev.logarchiver.cli.page.VerifyJson;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the store still has what the ledger says. */
@Command(name = "verify",
		description = "Compares store and ledger, object by object; exits with 3 when something is wrong.",
		footer = { "  log-archiver verify --read-data --subset 10%%", "  log-archiver verify --repair" })
final class VerifyCommand extends ArchiveCommand {

	@Option(names = "--read-data", description = "also read the contents and compare their SHA-256")
	private boolean readData;

	@Option(names = "--subset", paramLabel = "PERCENT", defaultValue = "100%",
			description = "check only a daily rotating sample of the objects, such as 10%%")
	private String subset = "100%";

	@Option(names = "--repair", description = "archive again what is missing or changed, if the platform still has it")
	private boolean repair;

	@Override
	public Integer call() {
		double share = share(this.subset);
		return this.repair
				? session(Mode.AMEND, "verify --repair").run(Repair.class,
						(repair) -> verify((display) -> repair.repair(this.readData, share, display)))
				: session(Mode.READ).run(Verification.class, (verification) -> verify(
						(display) -> verification.verify(this.readData, share, Remedy.NONE, display)));
	}

	private ExitCode verify(Function<LongConsumer, VerificationReport> work) {
		VerificationReport report;
		try (ProgressDisplay display = ProgressDisplay.start()) {
			report = work.apply(display::showObjects);
		}
		print(() -> VerifyJson.of(report), () -> page(report));
		return (report.wrong() == 0) ? ExitCode.SUCCESS : ExitCode.INCOMPLETE;
	}

	private String page(VerificationReport report) {
		String result = (report.wrong() > 0) ? report.wrong() + " wrong"
				: ((report.repaired() > 0) ? "all are as the ledger says now" : "all are as the ledger says");
		String repaired = (report.repaired() > 0) ? ", " + report.repaired() + " repaired" : "";
		return "%d of %s checked%s: %s%s".formatted(report.checked(), Units.count(report.archived(), "archived object"),
				this.readData ? ", contents read" : "", result, repaired) + table("WRONG", report, true)
				+ table("NOTE", report, false);
	}

	private String table(String title, VerificationReport report, boolean wrong) {
		List<Problem> problems = report.problems()
			.stream()
			.filter((problem) -> problem.kind().isWrong() == wrong)
			.toList();
		if (problems.isEmpty()) {
			return "";
		}
		Table table = new Table(title, "KEY", "WHAT", this.repair ? "REPAIR" : "");
		problems.forEach((problem) -> table.row(problem.kind(), problem.key(), problem.what(),
				(problem.repair() != null) ? problem.repair() : ""));
		return "\n\n" + table;
	}

	private static double share(String text) {
		try {
			double percent = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
			if (percent > 0 && percent <= 100) {
				return percent / 100;
			}
		}
		catch (NumberFormatException ex) {
			// said below, as for a number out of range
		}
		throw new ConfigurationException(
				"--subset '" + Printable.escape(text) + "' is not a percentage: give one up to 100%, such as 10%");
	}

}
