package dev.logarchiver.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.logarchiver.audit.Ownership;
import dev.logarchiver.cli.page.Units;
import dev.logarchiver.cli.settings.SettingOrigins;
import dev.logarchiver.cli.settings.SettingProblems;
import dev.logarchiver.cli.settings.UsualFiles;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.intake.ListProperties;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.network.Network;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.StoreFindings;

import org.springframework.context.ApplicationContext;

/**
 * Tries all that a run needs, each part by itself: what fails doesn't hide the rest.
 */
final class Examination {

	private final ApplicationContext context;

	private final SettingProblems settings;

	private final Remedies remedies;

	/**
	 * Creates an examination.
	 * @param context an application that makes its parts when they are asked for
	 */
	Examination(ApplicationContext context) {
		this.context = context;
		this.settings = new SettingProblems(context.getBean(SettingOrigins.class));
		this.remedies = new Remedies(context.getEnvironment());
	}

	List<CheckResult> findings() {
		List<CheckResult> findings = new ArrayList<>();
		List<Path> files = UsualFiles.read(this.context.getBean(SettingOrigins.class).config());
		if (!files.isEmpty()) {
			findings.add(settings(files));
		}
		findings.add(finding("state directory", this::state, this.remedies::ofState));
		findings.add(finding("database", this::database, this.remedies::ofDatabase));
		CheckResult network = finding("network", this::network, this.remedies::ofNetwork);
		if (!network.text().isEmpty()) {
			findings.add(network);
		}
		findings.add(finding("API key", this::key, this.remedies::ofKey));
		boolean ledger = findings.get(1).ok();
		findings.add(finding("store", () -> store(ledger), this.remedies::ofStore));
		if (this.context.getBean(ListProperties.class).any()) {
			findings.add(finding("job", () -> JobCheck.examine(this.context), this.remedies::ofJob));
		}
		return findings;
	}

	private CheckResult finding(String name, Supplier<CheckResult> work, Function<Throwable, String> remedy) {
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			Errors.Explanation explanation = Errors.explain(this.settings.locate(ex));
			return CheckResult.failed(name, explanation,
					(explanation.remedy() != null) ? explanation.remedy() : remedy.apply(explanation.cause()));
		}
	}

	/**
	 * Which files say something: where one is forgotten, another archive is looked at.
	 */
	private static CheckResult settings(List<Path> files) {
		String read = String.join(", then ", files.stream().map(Path::toString).toList());
		List<String> missing = UsualFiles.places()
			.stream()
			.filter((place) -> !files.contains(place))
			.map(Path::toString)
			.toList();
		String absent = missing.isEmpty() ? "" : " (not there: " + String.join(", ", missing) + ")";
		return CheckResult.good("settings", "read from " + read + absent);
	}

	private CheckResult state() {
		return StateCheck.examine(Path.of(this.context.getEnvironment().getRequiredProperty("archiver.state-dir")));
	}

	private CheckResult database() {
		return CheckResult.good("database",
				Units.count(this.context.getBean(Ledger.class).size(), "log") + " in the ledger");
	}

	private CheckResult network() {
		return CheckResult.good("network", this.context.getBean(Network.class).description());
	}

	private CheckResult key() {
		this.context.getBean(CoreClawClient.class).checkKey();
		return CheckResult.good("API key", "accepted");
	}

	/**
	 * Tries the store, and whether it is the ledger's.
	 * @param ledger whether there is a ledger to compare it with
	 */
	private CheckResult store(boolean ledger) {
		LogStore store = this.context.getBean(LogStore.class);
		StoreFindings found = store.probe();
		StringBuilder text = new StringBuilder(store.uri() + ": written, read back, deleted");
		List<String> remedies = new ArrayList<>();
		if (!found.denied().isEmpty()) {
			text.append("; not permitted: ").append(String.join(", ", found.denied()));
			remedies.add("grant that too ('doctor --policy' prints a policy with all that is needed): without it, "
					+ "partial logs stay beside the final ones, and uploads that a killed process left take room");
		}
		for (String warning : found.warnings()) {
			text.append(". ").append(warning);
			remedies.add("use a server that keeps If-None-Match (Ceph does in buckets without versioning), or let one "
					+ "process at a time write below a prefix");
		}
		if (ledger) {
			this.context.getBean(Ownership.class).examine().ifPresent((archive) -> {
				text.append(". It holds archive ").append(archive).append(", of which the ledger knows no log");
				remedies.add("let 'reindex' take its logs into the ledger: without it, they are downloaded again");
			});
		}
		return remedies.isEmpty() ? CheckResult.good("store", text.toString())
				: CheckResult.note("store", text.toString(), String.join("; ", remedies));
	}

}
