package dev.logarchiver.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.logarchiver.audit.Ownership;
import dev.logarchiver.cli.doctor.CheckResult;
import dev.logarchiver.cli.doctor.Remedies;
import dev.logarchiver.cli.doctor.StateCheck;
import dev.logarchiver.cli.doctor.StorageClassCheck;
import dev.logarchiver.run.Units;
import dev.logarchiver.cli.settings.SettingOrigins;
import dev.logarchiver.cli.settings.SettingProblems;
import dev.logarchiver.cli.settings.UsualFiles;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.intake.ListProperties;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.lines.redaction.RedactionProperties;
import dev.logarchiver.network.Network;
import dev.logarchiver.notification.Notifications;
import dev.logarchiver.retention.LockedRules;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.StoreFindings;
import dev.logarchiver.store.StoreProperties;
import dev.logarchiver.store.StoreWarning;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/** Tries all that a run needs, each part by itself: what fails doesn't hide the rest. */
record Examination(ObjectProvider<Ledger> ledger, ObjectProvider<Network> network,
		ObjectProvider<CoreClawClient> platform, ObjectProvider<LogStore> store, ObjectProvider<Ownership> ownership,
		ObjectProvider<LockedRules> rules, RedactionProperties redaction, StoreProperties stores, ListProperties lists,
		ConfiguredList list, JobProperties job, Notifications notifications, SettingOrigins origins,
		Environment environment) {

	/**
	 * Tries everything.
	 * @param message whether whoever is notified gets a message
	 */
	List<CheckResult> results(boolean message) {
		Remedies remedies = new Remedies(this.environment);
		List<CheckResult> results = new ArrayList<>();
		List<Path> files = UsualFiles.read(this.origins.config());
		if (!files.isEmpty()) {
			results.add(settings(files));
		}
		results.add(result("state directory", this::state, remedies::ofState));
		CheckResult database = result("database", this::database, remedies::ofDatabase);
		results.add(database);
		CheckResult network = result("network", this::checkNetwork, remedies::ofNetwork);
		if (!network.text().isEmpty()) {
			results.add(network);
		}
		results.add(result("API key", this::key, remedies::ofKey));
		results.add(result("store", () -> checkStore(database.ok()), remedies::ofStore));
		results.add(result("redaction", this::checkRedaction, (_) -> "change archiver.redact"));
		if (this.stores.s3().storageClass() != null && database.ok()) {
			results.add(result("storage class",
					() -> StorageClassCheck.examine(this.stores.s3(), this.ledger.getObject()::objectSizes),
					remedies::ofDatabase));
		}
		Duration lock = this.stores.s3().objectLock().retain();
		if (lock != null) {
			results.add(result("retention", () -> retention(Units.span(lock)), remedies::ofJob));
		}
		if (this.lists.any()) {
			results.add(result("job", () -> JobCheck.examine(this.list, this.job), remedies::ofJob));
		}
		if (this.notifications.on()) {
			results.add(result("notifications", () -> checkNotifications(message), remedies::ofNetwork));
		}
		return results;
	}

	private CheckResult result(String name, Supplier<CheckResult> work, Function<Throwable, String> remedy) {
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			Errors.ProblemReport explanation = Errors.explain(new SettingProblems(this.origins).locate(ex));
			return CheckResult.failed(name, explanation.problem(),
					(explanation.remedy() != null) ? explanation.remedy() : remedy.apply(explanation.cause()),
					explanation.code());
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
		return StateCheck.examine(Path.of(this.environment.getRequiredProperty("archiver.state-dir")));
	}

	private CheckResult database() {
		return CheckResult.good("database", Units.count(this.ledger.getObject().size(), "log") + " in the ledger");
	}

	private CheckResult retention(String lock) {
		List<String> shorter = this.rules.getObject().shorterThanTheLock();
		return shorter.isEmpty() ? CheckResult.good("retention", "no rule lets go of a log that is locked for " + lock)
				: CheckResult.note("retention",
						"new logs are locked for " + lock + ", longer than archiver.retention.rules keep them: "
								+ String.join("; ", shorter),
						"expect 'prune' to leave such logs until their lock ends, or set "
								+ "archiver.store.s3.object-lock.retain to less");
	}

	private CheckResult checkNetwork() {
		return CheckResult.good("network", this.network.getObject().description());
	}

	private CheckResult checkNotifications(boolean message) {
		String receiver = this.notifications.receiver();
		return this.notifications.probe(message)
			.map((problem) -> CheckResult.note("notifications", receiver + ": " + problem,
					"check archiver.notify.url and archiver.notify.format: until then, messages wait in the database"))
			.orElseGet(() -> CheckResult.good("notifications",
					receiver + (message ? ": took a message" : ": there; --notify sends a message")));
	}

	private CheckResult key() {
		this.platform.getObject().checkKey();
		return CheckResult.good("API key", "accepted");
	}

	private CheckResult checkRedaction() {
		if (this.redaction.redaction() == null) {
			return CheckResult.good("redaction", "off: logs are archived as they are");
		}
		List<String> sought = new ArrayList<>(this.redaction.rules());
		if (this.redaction.valuesFile() != null) {
			sought.add("the values in " + this.redaction.valuesFile());
		}
		String text = "on: " + String.join(", ", sought);
		return this.redaction.isFileReadByOthers()
				? CheckResult.note("redaction", text + ", which other users can read",
						"let nobody else read it: chmod 600 " + this.redaction.valuesFile())
				: CheckResult.good("redaction", text);
	}

	/**
	 * Tries the store, and whether it is the ledger's.
	 * @param ledger whether there is a ledger to compare it with
	 */
	private CheckResult checkStore(boolean ledger) {
		LogStore store = this.store.getObject();
		StoreFindings found = store.probe();
		StringBuilder text = new StringBuilder(store.uri() + ": written, read back, deleted");
		found.facts().forEach((fact) -> text.append("; ").append(fact));
		List<String> remedies = new ArrayList<>();
		if (!found.denied().isEmpty()) {
			text.append("; not permitted: ").append(String.join(", ", found.denied()));
			remedies.add("grant that too ('doctor --policy' prints a policy with all that is needed): without it, "
					+ "partial logs stay beside the final ones, and uploads that a killed process left take up space");
		}
		for (StoreWarning warning : found.warnings()) {
			text.append(". ").append(warning.text());
			remedies.add(warning.remedy());
		}
		if (ledger) {
			this.ownership.getObject().examine().ifPresent((archive) -> {
				text.append(". It holds archive ").append(archive).append(", but the ledger has no logs of it");
				remedies.add("run 'reindex' to add its logs to the ledger: without it, they are downloaded again");
			});
		}
		return remedies.isEmpty() ? CheckResult.good("store", text.toString())
				: CheckResult.note("store", text.toString(), String.join("; ", remedies));
	}

}
