package dev.logarchiver.cli.page;

import java.util.List;

import dev.logarchiver.job.plan.BackfillPlan;

/** The plan of a backfill as JSON. The names are a public interface. */
record BackfillPlanJson(String status, long workers, long found, long archived, long toFetch, long apiCalls,
		List<BackfillPlan.Month> months, List<ExecutionJson.Failure> failures) {

	static BackfillPlanJson of(BackfillPlan.Plan plan) {
		BackfillPlan.Month total = plan.total();
		return new BackfillPlanJson("DRY_RUN", plan.workers(), total.found(), total.archived(), total.toFetch(),
				total.apiCalls(), plan.months(), plan.failures().stream().map(ExecutionJson.Failure::of).toList());
	}

}
