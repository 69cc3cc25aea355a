package dev.logarchiver.cli;

import java.util.concurrent.Callable;

import dev.logarchiver.ledger.Verification;
import dev.logarchiver.run.ConfigurationException;
import dev.logarchiver.run.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * Whether the store still has what the ledger says.
 */
@Command(name = "verify",
		description = "Compares every archived object with the ledger; exits with 3 when something is wrong.")
final class VerifyCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Option(names = "--read-data", description = "read the contents too, and compare their SHA-256")
	private boolean readData;

	@Option(names = "--subset", paramLabel = "PERCENT", defaultValue = "100%",
			description = "only a share of the objects, such as 10%%; another one each day")
	private String subset = "100%";

	VerifyCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		double share = share(this.subset);
		return this.sessions.read(this.options, "verify", (context) -> verify(context, share));
	}

	private int verify(ApplicationContext context, double share) {
		Verification.Report report = context.getBean(Verification.class).verify(this.readData, share);
		if (this.options.json()) {
			this.output.json(report);
		}
		else {
			print(report);
		}
		return (report.problems().isEmpty() ? ExitCode.SUCCESS : ExitCode.INCOMPLETE).value();
	}

	private void print(Verification.Report report) {
		this.output.text("%d of %d archived objects checked%s: %s".formatted(report.checked(), report.archived(),
				this.readData ? ", contents read" : "",
				report.problems().isEmpty() ? "all are as the ledger says" : report.problems().size() + " wrong"));
		if (!report.problems().isEmpty()) {
			Table table = new Table("WRONG", "KEY", "WHAT");
			report.problems().forEach((problem) -> table.row(problem.kind(), problem.key(), problem.what()));
			this.output.text(table.toString());
		}
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
				"--subset '" + Printable.escape(text) + "' is no share: give a percentage up to 100%, such as 10%");
	}

}
