package dev.logarchiver.web.overview;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.execution.history.Ticks.JobTick;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.runs.DailyVolume;
import dev.logarchiver.report.FailingWorker;
import dev.logarchiver.report.FailingWorker.State;
import dev.logarchiver.report.FailureReport;

/**
 * The overview.
 *
 * @param report what failed in the last 24 hours
 * @param neverArchived other Workers of which nothing is archived
 * @param isOverdue whether no execution has completed for longer than expected
 * @param ticks the last tick of each job
 * @param newest the newest logs
 * @param days what is archived of each of the last days
 * @param now when this was
 */
public record OverviewPage(FailureReport report, List<WorkerFreshness> neverArchived, boolean isOverdue,
		List<JobTick> ticks, List<ArchivedLog> newest, List<DailyVolume> days, Instant now) {

	/** So many rows of a kind are shown; the others are a link. */
	static final int SHOWN = 8;

	public List<FailingWorker> newlyFailing() {
		return this.report.in(State.NEWLY_FAILING);
	}

	public List<FailingWorker> stillFailing() {
		return this.report.in(State.STILL_FAILING);
	}

	public List<FailedWorker> notArchived() {
		return this.report.notArchived();
	}

	public List<WorkerFreshness> late() {
		return this.report.late();
	}

	/** Whether nothing needs attention. */
	public boolean isCalm() {
		return newlyFailing().isEmpty() && stillFailing().isEmpty() && notArchived().isEmpty() && late().isEmpty()
				&& this.neverArchived.isEmpty() && !this.isOverdue;
	}

	/** The runs of each day. */
	public Plot runs() {
		return Plot.of("Runs", this.days.stream().map(DailyVolume::runs).toList());
	}

	/** The bytes of each day. */
	public Plot bytes() {
		return Plot.of("Bytes", this.days.stream().map(DailyVolume::bytes).toList());
	}

	/** The first ones of many. */
	public static <T> List<T> few(List<T> all) {
		return all.subList(0, Math.min(SHOWN, all.size()));
	}

}
