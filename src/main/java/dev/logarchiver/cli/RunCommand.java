package dev.logarchiver.cli;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.logarchiver.archiving.Force;
import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.exit.ExitProperties;
import dev.logarchiver.cli.page.PlanPage;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.RunRequest;
import dev.logarchiver.job.plan.DryRun;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The scheduled job. */
@Command(name = "run",
		description = "Archives the last-run log of every Worker in the list, and the logs of the runs since the "
				+ "previous tick.",
		footer = { "  log-archiver run --workers workers.txt", "  log-archiver run --config jobs/nightly.yaml",
				"  log-archiver run --worker acme/shop --dry-run" })
final class RunCommand extends ArchiveCommand {

	/** The job's name, filled in once the settings are known. */
	private static final String JOB = "${archiver.job.name:default}";

	private static final Logger logger = LoggerFactory.getLogger(RunCommand.class);

	@Mixin
	private final ListOptions list = new ListOptions();

	@Option(names = "--job", paramLabel = "NAME",
			description = "the job's name (default: archiver.job.name, or default)")
	private @Nullable String job;

	@Option(names = "--scheduled-at", paramLabel = "INSTANT",
			description = { "the tick that this execution stands for, such as 2026-01-31T00:00:00Z,",
					"or the name of a CronJob's Job (default: now)" })
	private @Nullable Tick scheduledAt;

	@Option(names = "--shard", paramLabel = "I/N",
			description = { "work on one of N shards of the list, such as 0/4; a process for each (PostgreSQL only)",
					"(default: JOB_COMPLETION_INDEX of archiver.shards, or the whole list)" })
	private @Nullable Shard shard;

	@Mixin
	private final ForceOptions force = new ForceOptions();

	@Option(names = "--no-catch-up",
			description = "archive only each Worker's last run, not the runs since the previous tick")
	private boolean noCatchUp;

	@Option(names = "--no-survey", description = "ask each Worker instead of asking the platform once what is new")
	private boolean noSurvey;

	@Option(names = "--dry-run", description = "print what would be archived without doing it")
	private boolean dryRun;

	@Override
	public Integer call() {
		JobFailure failure = this.dryRun ? null : new JobFailure("run", JOB, this.shard);
		Map<String, String> properties = new HashMap<>();
		if (this.job != null) {
			properties.put("archiver.job.name", this.job);
		}
		if (this.noSurvey) {
			properties.put("archiver.survey.enabled", "false");
		}
		return session(Mode.WRITE, holder(), properties, failure).run(Parts.class, this::archive);
	}

	private String holder() {
		return "run --job " + JOB + ((this.shard != null) ? " --shard " + this.shard : "");
	}

	private ExitCode archive(Parts parts) {
		Force force = this.force.chosen(parts.archivers());
		try (WorkerList workers = this.list.open(parts.list(), parts.shard().or(this.shard))) {
			if (this.dryRun) {
				DryRun.Plan plan = parts.plan().plan(workers, force, !this.noCatchUp);
				print(() -> PlanPage.json(plan), () -> PlanPage.of(plan));
				return (plan.counts().failed() > 0) ? parts.exit().code() : ExitCode.SUCCESS;
			}
			RunRequest request = new RunRequest(parts.job().name(), tick(), force, !this.noCatchUp, workers);
			return parts.runner()
				.run("run", request.part(), (archiver, whenEnded) -> archiver.run(request, whenEnded), this::print);
		}
	}

	private @Nullable Instant tick() {
		if (this.scheduledAt == null) {
			return null;
		}
		if (this.scheduledAt.instant() == null) {
			logger.info("'{}' is the name of a Job without a tick: this execution stands for now",
					this.scheduledAt.text());
		}
		return this.scheduledAt.instant();
	}

	private record Parts(ConfiguredList list, ChosenShard shard, DryRun plan, JobProperties job, ExitProperties exit,
			RunArchivers archivers, JobRunner runner) {

	}

}
