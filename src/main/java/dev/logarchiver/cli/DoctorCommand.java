package dev.logarchiver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.intake.ListProperties;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.springframework.context.ApplicationContext;

/**
 * Whether a run could work.
 */
@Command(name = "doctor", description = "Checks configuration, API key, store and database, before the first run.")
final class DoctorCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Output output;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	DoctorCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.output = output;
	}

	@Override
	public Integer call() {
		return this.sessions.read(this.options, "doctor", this::examine);
	}

	private int examine(ApplicationContext context) {
		List<Check> checks = checks(context);
		if (this.options.json()) {
			this.output
				.json(checks.stream().map((check) -> new CheckJson(check.name(), check.ok(), check.text())).toList());
		}
		else {
			Table table = new Table("CHECK", "RESULT", "");
			checks.forEach((check) -> table.row(check.name(), check.ok() ? "ok" : "FAILED", check.text()));
			this.output.text(table.toString());
		}
		return checks.stream()
			.map(Check::problem)
			.filter(java.util.Objects::nonNull)
			.findFirst()
			.orElse(ExitCode.SUCCESS)
			.value();
	}

	private static List<Check> checks(ApplicationContext context) {
		SettingProblems settings = new SettingProblems(context.getBean(Places.class));
		List<Check> checks = new ArrayList<>();
		checks.add(check("database", settings, () -> context.getBean(Ledger.class).size() + " logs in the ledger"));
		checks.add(check("API key", settings, () -> {
			context.getBean(CoreClawClient.class).checkKey();
			return "accepted";
		}));
		checks.add(check("store", settings, () -> {
			LogStore store = context.getBean(LogStore.class);
			store.check();
			store.probe();
			return store.uri() + ": written, read back, deleted";
		}));
		if (context.getBean(ListProperties.class).any()) {
			checks.add(check("job", settings, () -> JobCheck.describe(context)));
		}
		return checks;
	}

	private static Check check(String name, SettingProblems settings, Supplier<String> work) {
		try {
			return new Check(name, work.get(), null);
		}
		catch (RuntimeException ex) {
			Errors.Explanation explanation = Errors.explain(settings.locate(ex));
			return new Check(name, explanation.text(), explanation.code());
		}
	}

	private record Check(String name, String text, @Nullable ExitCode problem) {

		boolean ok() {
			return this.problem == null;
		}

	}

	/**
	 * A check as JSON. The names are a public interface.
	 */
	record CheckJson(String check, boolean ok, String text) {
	}

}
