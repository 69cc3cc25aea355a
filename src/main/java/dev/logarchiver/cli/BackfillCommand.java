package dev.logarchiver.cli;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.BackfillRequest;
import dev.logarchiver.job.plan.BackfillPlan;
import dev.logarchiver.run.RunStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * The past.
 */
@Command(name = "backfill", description = "Archives past runs, as far as the platform still has their logs.",
		footerHeading = Examples.HEADING,
		footer = { "  log-archiver backfill --since 2026-01-01 --workers workers.txt --dry-run",
				"  log-archiver backfill --since 2026-01-01 --until 2026-02-01 --all-workers",
				"  log-archiver backfill --since 2026-01-01 --status failed --worker acme/shop" })
final class BackfillCommand implements Callable<Integer> {

	private final Sessions sessions;

	private final Summary summary;

	private final JobRunner runner;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	@Mixin
	private final ListOptions list = new ListOptions();

	@Option(names = "--since", paramLabel = "TIME", required = true,
			description = "runs from this date or instant on (UTC)")
	@SuppressWarnings("NullAway.Init")
	private Instant since;

	@Option(names = "--until", paramLabel = "TIME",
			description = "runs before this date or instant (UTC; default: now)")
	private @Nullable Instant until;

	@Option(names = "--status", paramLabel = "STATUS", split = ",",
			description = "only runs with this status (repeatable): ${COMPLETION-CANDIDATES}")
	private Set<RunStatus> statuses = new LinkedHashSet<>();

	@Option(names = "--job", paramLabel = "NAME", defaultValue = "backfill",
			description = "the job's name (default: ${DEFAULT-VALUE})")
	private String job = "backfill";

	@Option(names = "--dry-run", description = "say what would be archived, month by month, and do nothing")
	private boolean dryRun;

	BackfillCommand(Sessions sessions, Output output) {
		this.sessions = sessions;
		this.summary = new Summary(output);
		this.runner = new JobRunner(this.summary);
	}

	@Override
	public Integer call() {
		return this.sessions.write(this.options, "backfill --job " + this.job, Map.of(), this::archive,
				this.dryRun ? null : new JobFailure("backfill", this.job));
	}

	private int archive(ApplicationContext context) {
		try (WorkerList workers = this.list.open(context)) {
			BackfillRequest request = new BackfillRequest(this.job, this.since, this.until, this.statuses, workers);
			if (this.dryRun) {
				BackfillPlan.Plan plan = context.getBean(BackfillPlan.class).plan(request);
				this.summary.print(plan, this.options.json());
				return (plan.failures().isEmpty() ? ExitCode.SUCCESS : context.getBean(ExitProperties.class).code())
					.value();
			}
			return this.runner.execute(context, this.options.json(),
					(archiver, whenEnded) -> archiver.backfill(request, whenEnded));
		}
	}

}
