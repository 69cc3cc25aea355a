package dev.logarchiver.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.page.LifecyclePage;
import dev.logarchiver.cli.page.PrunePage;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.job.PruneRequest;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.retention.LifecycleRules;
import dev.logarchiver.retention.MaxDelete;
import dev.logarchiver.retention.PruneScope;
import dev.logarchiver.retention.Retention;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.StoreLocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Letting go. */
@Command(name = "prune",
		description = "Deletes the archived logs that the retention policy (archiver.retention.rules) no longer keeps.",
		footer = { "  log-archiver prune --dry-run", "  log-archiver prune --config retention.yaml",
				"  log-archiver prune --worker 'acme/test-*' --max-delete 500",
				"  log-archiver prune --superseded --dry-run" })
final class PruneCommand extends ArchiveCommand {

	private static final Logger logger = LoggerFactory.getLogger(PruneCommand.class);

	@Option(names = "--worker", paramLabel = "ID",
			description = "only logs of this Worker, or of 'acme/test-*': * stands for any characters, ? for one "
					+ "(repeatable)")
	private List<WorkerPattern> workers = new ArrayList<>();

	@Option(names = "--superseded",
			description = "also delete the earlier revisions of runs whose newest one was redacted, rules or not")
	private boolean superseded;

	@Option(names = "--max-delete", paramLabel = "LIMIT", defaultValue = "20%",
			description = "delete nothing where more is to go: a share of the logs that are looked at, or a number, such as "
					+ "500 (default: ${DEFAULT-VALUE})")
	private MaxDelete maxDelete = new MaxDelete(20, true);

	@Option(names = "--job", paramLabel = "NAME", defaultValue = "prune",
			description = "the job's name (default: ${DEFAULT-VALUE})")
	private String job = "prune";

	@Option(names = "--scheduled-at", paramLabel = "INSTANT",
			description = { "the tick that this execution stands for, from which the rules count, such as",
					"2026-01-31T00:00:00Z, or the name of a CronJob's Job (default: now)" })
	private @Nullable Tick scheduledAt;

	@Option(names = "--dry-run", description = "print what would be deleted, what would stay and why, without doing it")
	private boolean dryRun;

	@Option(names = "--as-lifecycle",
			description = "print the policy as lifecycle rules of the bucket, as far as it has such, and do nothing")
	private boolean asLifecycle;

	@Override
	public Integer call() {
		if (this.asLifecycle) {
			return session(Mode.READ).run(Lifecycle.class, this::lifecycle);
		}
		if (this.dryRun) {
			return session(Mode.READ).run(Plan.class, this::plan);
		}
		return session(Mode.AMEND, "prune --job " + this.job, Map.of(), new JobFailure("prune", this.job))
			.run(Parts.class, this::prune);
	}

	private ExitCode plan(Plan parts) {
		Instant now = Objects.requireNonNullElseGet(tick(), () -> parts.clock().instant())
			.truncatedTo(ChronoUnit.MICROS);
		PrunePage page = new PrunePage(parts.retention(), scope(), now, this.maxDelete);
		print(page::json, page::toString);
		return ExitCode.SUCCESS;
	}

	private ExitCode lifecycle(Lifecycle parts) {
		if (!(StoreLocation.parse(parts.store().uri()) instanceof StoreLocation.Bucket bucket)) {
			throw new ConfigurationException("The store " + parts.store().uri()
					+ " is a directory, which has no lifecycle rules: --as-lifecycle is for buckets");
		}
		LifecycleRules rules = parts.retention().lifecycle(bucket.prefix());
		rules.others().forEach((rule, problem) -> logger.warn("Not expressed: the rule '{}': {}", rule, problem));
		LifecyclePage.warnings().forEach(logger::warn);
		output().json(LifecyclePage.json(rules));
		return ExitCode.SUCCESS;
	}

	private ExitCode prune(Parts parts) {
		PruneRequest request = new PruneRequest(this.job, tick(), scope(), this.maxDelete);
		return parts.runner()
			.run("prune", new JobPart(this.job, null), (archiver, whenEnded) -> archiver.prune(request, whenEnded),
					(report) -> print(report, parts));
	}

	private void print(ExecutionReport report, Parts parts) {
		Instant tick = Objects.requireNonNull(report.order().scheduledAt());
		print(() -> PrunePage.json(report, () -> parts.pruned().at(tick),
				() -> parts.retention().decide(scope(), tick)), () -> Summary.of(report));
	}

	private PruneScope scope() {
		return new PruneScope(this.workers, this.superseded);
	}

	private @Nullable Instant tick() {
		return (this.scheduledAt != null) ? this.scheduledAt.instant() : null;
	}

	private record Lifecycle(Retention retention, LogStore store) {
	}

	private record Parts(JobRunner runner, Retention retention, PrunedLogs pruned) {
	}

	private record Plan(Retention retention, Clock clock) {
	}

}
