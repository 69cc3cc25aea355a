package dev.logarchiver.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.Table;
import dev.logarchiver.store.Stores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * Whether a run could work.
 */
@Command(name = "doctor",
		description = "Checks state directory, database, API key, store and job definition, before the first run, "
				+ "and says what to do about what it finds.",
		footerHeading = Examples.HEADING, footer = { "  log-archiver doctor --config jobs/nightly.yaml",
				"  log-archiver doctor --policy --store s3://my-bucket/coreclaw > policy.json" })
final class DoctorCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Option(names = "--policy",
			description = "check nothing, and print the smallest IAM policy that works for the S3 store")
	private boolean policy;

	DoctorCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		return this.sessions.examine(this.options, "doctor", this.policy ? this::print : this::examine);
	}

	private int print(ApplicationContext context) {
		this.output.json(context.getBean(Stores.class).policy());
		return ExitCode.SUCCESS.value();
	}

	private int examine(ApplicationContext context) {
		List<CheckResult> findings = new Examination(context).findings();
		if (this.options.json()) {
			this.output.json(findings.stream().map(CheckJson::of).toList());
		}
		else {
			this.output.text(table(findings).toString());
		}
		return findings.stream()
			.map(CheckResult::problem)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(ExitCode.SUCCESS)
			.value();
	}

	private static Table table(List<CheckResult> findings) {
		Table table = new Table("CHECK", "RESULT", "");
		for (CheckResult finding : findings) {
			table.row(finding.name(), finding.result(), finding.text());
			if (finding.remedy() != null) {
				table.row("", "", "What to do: " + finding.remedy());
			}
		}
		return table;
	}

	/**
	 * A finding as JSON. The names are a public interface.
	 */
	record CheckJson(String check, boolean ok, String text,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String remedy) {

		static CheckJson of(CheckResult finding) {
			return new CheckJson(finding.name(), finding.ok(), finding.text(), finding.remedy());
		}

	}

}
