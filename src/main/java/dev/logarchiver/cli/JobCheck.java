package dev.logarchiver.cli;

import dev.logarchiver.cli.doctor.CheckResult;
import dev.logarchiver.run.Units;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.intake.WorkerList;
import org.jspecify.annotations.Nullable;

/** What a job definition comes down to. */
final class JobCheck {

	private long workers;

	private long rejected;

	private @Nullable Rejected first;

	private JobCheck() {
	}

	/**
	 * Goes through the list of the job definition.
	 * @return the job in a line
	 */
	static CheckResult examine(ConfiguredList configured, JobProperties job) {
		JobCheck check = new JobCheck();
		try (WorkerList list = configured.open()) {
			list.forEach(check::add);
		}
		String text = check.text(job);
		return (check.rejected == 0) ? CheckResult.good("job", text) : CheckResult.note("job", text,
				"correct what is not valid: a run counts each as failed (invalid_worker_id) and ends with 3");
	}

	private void add(ListEntry entry) {
		switch (entry) {
			case Listed _ -> this.workers++;
			case Rejected bad -> {
				this.rejected++;
				this.first = (this.first != null) ? this.first : bad;
			}
		}
	}

	private String text(JobProperties job) {
		String bad = (this.first != null) ? ", " + this.rejected + " not valid (the first: " + this.first.origin() + ")"
				: "";
		String schedule = (job.schedule() != null) ? ", meant to run at '" + job.schedule() + "'" : "";
		return job.name() + ": " + Units.count(this.workers, "Worker") + " listed" + bad + schedule;
	}

}
