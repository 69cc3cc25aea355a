package dev.logarchiver.cli.page;

import dev.logarchiver.execution.ExecutionWords;
import dev.logarchiver.job.plan.BackfillPlan;
import dev.logarchiver.job.plan.DryRun;
import dev.logarchiver.run.Units;

/** What a dry run would do. */
public final class PlanPage {

	private PlanPage() {
	}

	public static Object json(DryRun.Plan plan) {
		return ExecutionJson.of(plan);
	}

	public static Object json(BackfillPlan.Plan plan) {
		return BackfillPlanJson.of(plan);
	}

	public static String of(DryRun.Plan plan) {
		StringBuilder text = new StringBuilder(
				"Dry run: nothing was downloaded or stored. An execution would end like this:%n%n".formatted());
		text.append(new CountLines().add(ExecutionWords.counts(plan.counts(), plan.counts().workers())));
		if (!plan.toArchive().isEmpty()) {
			text.append("%nTo archive (Worker, run):%n".formatted());
			plan.toArchive().forEach((line) -> text.append("  ").append(line).append('\n'));
		}
		return text + Summary.failures(plan.failures()).stripTrailing();
	}

	public static String of(BackfillPlan.Plan plan) {
		Table table = new Table("MONTH", "RUNS", "ARCHIVED", "TO FETCH", "API CALLS");
		plan.months().forEach((month) -> row(table, month));
		row(table, plan.total());
		return "Dry run: nothing was downloaded or stored. A backfill of %s would do this:%n%n%s%n%s"
			.formatted(Units.count(plan.workers(), "Worker"), table, Summary.failures(plan.failures()))
			.stripTrailing();
	}

	private static void row(Table table, BackfillPlan.Month month) {
		table.row(month.month(), month.found(), month.archived(), month.toFetch(), month.apiCalls());
	}

}
