package dev.logarchiver.cli;

import java.time.Instant;
import java.util.concurrent.Callable;

import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.RunRequest;
import dev.logarchiver.job.plan.DryRun;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * The scheduled job.
 */
@Command(name = "run",
		description = "Archives the last-run log of every Worker in the list, and those of the runs between it and "
				+ "the last one of the tick before.",
		footerHeading = Examples.HEADING, footer = { "  log-archiver run --workers workers.txt",
				"  log-archiver run --config jobs/nightly.yaml", "  log-archiver run --worker acme/shop --dry-run" })
final class RunCommand implements Callable<Integer> {

	private static final Logger logger = LoggerFactory.getLogger(RunCommand.class);

	private final Sessions sessions;

	private final Summary summary;

	private final JobRunner runner;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Mixin
	private final ListOptions list = new ListOptions();

	@Mixin
	private final JobOptions job = new JobOptions();

	@Option(names = "--scheduled-at", paramLabel = "INSTANT",
			description = { "the tick that this run stands for, such as 2026-01-31T00:00:00Z,",
					"or the name of a CronJob's Job (default: now)" })
	private @Nullable Tick scheduledAt;

	@Option(names = "--force",
			description = "download also what is archived as final, and keep other bytes as a new revision")
	private boolean force;

	@Option(names = "--no-catch-up",
			description = "archive only the last run of each Worker, not those between two last ones")
	private boolean noCatchUp;

	@Option(names = "--dry-run", description = "say what would be archived, and do nothing")
	private boolean dryRun;

	RunCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.summary = new Summary(output);
		this.runner = new JobRunner(this.summary);
	}

	@Override
	public Integer call() {
		return this.sessions.write(this.options, this.job.holder("run"), this.job.properties(), this::archive,
				this.dryRun ? null : new JobFailure("run", JobOptions.NAME));
	}

	private int archive(ApplicationContext context) {
		try (WorkerList workers = this.list.open(context)) {
			if (this.dryRun) {
				DryRun.Plan plan = context.getBean(DryRun.class).plan(workers, this.force);
				this.summary.print(plan, this.options.json());
				return ((plan.counts().failed() > 0) ? context.getBean(ExitProperties.class).code() : ExitCode.SUCCESS)
					.value();
			}
			RunRequest request = new RunRequest(context.getBean(JobProperties.class).name(), tick(), this.force,
					!this.noCatchUp, workers);
			return this.runner.execute(context, this.options.json(),
					(archiver, whenEnded) -> archiver.run(request, whenEnded));
		}
	}

	private @Nullable Instant tick() {
		if (this.scheduledAt == null) {
			return null;
		}
		if (this.scheduledAt.instant() == null) {
			logger.info("'{}' is the name of a Job without a tick: this run stands for now", this.scheduledAt.text());
		}
		return this.scheduledAt.instant();
	}

}
