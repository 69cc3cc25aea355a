package dev.logarchiver.cli;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.doctor.CheckResult;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.store.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a run could work. */
@Command(name = "doctor",
		description = "Checks state directory, database, API key, store and job definition before the first run, "
				+ "and says how to fix what it finds.",
		footer = { "  log-archiver doctor --config jobs/nightly.yaml",
				"  log-archiver doctor --policy --store s3://my-bucket/coreclaw > policy.json" })
final class DoctorCommand extends ArchiveCommand {

	@Option(names = "--policy", description = "only print the smallest IAM policy that works for the S3 store")
	private boolean policy;

	@Option(names = "--notify", description = "also send a message to archiver.notify.url")
	private boolean notify;

	@Override
	public Integer call() {
		Session session = session(Mode.EXAMINE);
		return this.policy ? session.run(Stores.class, this::print) : session.run(Examination.class, this::examine);
	}

	private ExitCode print(Stores stores) {
		output().json(stores.policy());
		return ExitCode.SUCCESS;
	}

	private ExitCode examine(Examination examination) {
		List<CheckResult> results = examination.results(this.notify);
		print(() -> results.stream().map(CheckJson::of).toList(), () -> table(results));
		return results.stream().map(CheckResult::problem).filter(Objects::nonNull).findFirst().orElse(ExitCode.SUCCESS);
	}

	private static String table(List<CheckResult> results) {
		Table table = new Table("CHECK", "RESULT", "");
		for (CheckResult result : results) {
			table.row(result.name(), result.result(), result.text());
			if (result.remedy() != null) {
				table.row("", "", "What to do: " + result.remedy());
			}
		}
		return table.toString();
	}

	/** A result as JSON. The names are a public interface. */
	record CheckJson(String check, boolean ok, String text,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String remedy) {

		static CheckJson of(CheckResult result) {
			return new CheckJson(result.name(), result.ok(), result.text(), result.remedy());
		}

	}

}
