package dev.logarchiver.cli;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.exit.ExitProperties;
import dev.logarchiver.cli.page.PlanPage;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.job.BackfillRequest;
import dev.logarchiver.job.plan.BackfillPlan;
import dev.logarchiver.run.RunStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The past. */
@Command(name = "backfill", description = "Archives past runs, as far as the platform still has their logs.",
		footer = { "  log-archiver backfill --since 2026-01-01 --workers workers.txt --dry-run",
				"  log-archiver backfill --since 2026-01-01 --until 2026-02-01 --all-workers",
				"  log-archiver backfill --since 2026-01-01 --status failed --worker acme/shop" })
final class BackfillCommand extends ArchiveCommand {

	@Mixin
	private final ListOptions list = new ListOptions();

	@Option(names = "--since", paramLabel = "TIME", required = true,
			description = "runs from this time on: a date, an instant (UTC), or how long ago, such as 24h, 7d or yesterday")
	@SuppressWarnings("NullAway.Init")
	private Instant since;

	@Option(names = "--until", paramLabel = "TIME",
			description = "runs before this time, written likewise (default: now)")
	private @Nullable Instant until;

	@Option(names = "--status", paramLabel = "STATUS", split = ",",
			description = "only runs with this status (repeatable): ${COMPLETION-CANDIDATES}")
	private Set<RunStatus> statuses = new LinkedHashSet<>();

	@Option(names = "--job", paramLabel = "NAME", defaultValue = "backfill",
			description = "the job's name (default: ${DEFAULT-VALUE})")
	private String job = "backfill";

	@Mixin
	private final ForceOptions force = new ForceOptions();

	@Option(names = "--no-survey", description = "list each Worker instead of the whole account month by month")
	private boolean noSurvey;

	@Option(names = "--dry-run", description = "print what would be archived, month by month, without doing it")
	private boolean dryRun;

	@Override
	public Integer call() {
		JobFailure failure = this.dryRun ? null : new JobFailure("backfill", this.job);
		Map<String, String> properties = this.noSurvey ? Map.of("archiver.survey.enabled", "false") : Map.of();
		return session(Mode.WRITE, "backfill --job " + this.job, properties, failure).run(Parts.class, this::archive);
	}

	private ExitCode archive(Parts parts) {
		try (WorkerList workers = this.list.open(parts.list())) {
			BackfillRequest request = new BackfillRequest(this.job, this.since, this.until, this.statuses,
					this.force.chosen(parts.archivers()), workers);
			if (this.dryRun) {
				BackfillPlan.Plan plan = parts.plan().plan(request);
				print(() -> PlanPage.json(plan), () -> PlanPage.of(plan));
				return plan.failures().isEmpty() ? ExitCode.SUCCESS : parts.exit().code();
			}
			return parts.runner()
				.run("backfill", new JobPart(this.job, null),
						(archiver, whenEnded) -> archiver.backfill(request, whenEnded), this::print);
		}
	}

	private record Parts(ConfiguredList list, BackfillPlan plan, ExitProperties exit, RunArchivers archivers,
			JobRunner runner) {

	}

}
