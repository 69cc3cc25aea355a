package dev.logarchiver.web.workers;

import java.util.List;

import dev.logarchiver.execution.history.Decisions.Decision;
import dev.logarchiver.execution.history.HistoryWords;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.ledger.MissingRun;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.Units;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.web.page.Query;
import org.jspecify.annotations.Nullable;

/**
 * One Worker.
 *
 * @param worker the Worker as listed
 * @param query what was asked for
 * @param freshness how fresh its archive is; {@code null} where the newest list of no job
 * has it
 * @param newest its newest log; {@code null} if nothing is archived
 * @param failed that of its newest failed run, if any
 * @param succeeded that of its newest run that succeeded, if any
 * @param holds what is held of it
 * @param strip its last runs, oldest first
 * @param logs its logs of this page, newest run first
 * @param hasMore whether there are older ones
 * @param missing its runs that are pending, or gone
 * @param decisions what recent executions decided, newest first
 */
public record WorkerPage(WorkerId worker, Query query, @Nullable WorkerFreshness freshness,
		@Nullable ArchivedLog newest, @Nullable ArchivedLog failed, @Nullable ArchivedLog succeeded, List<Hold> holds,
		List<RunMark> strip, List<ArchivedLog> logs, boolean hasMore, List<MissingRun> missing,
		List<Decision> decisions) {

	/** How fresh it is, in words. */
	public String state() {
		if (this.freshness == null) {
			return "in the newest list of no job";
		}
		boolean isQuiet = this.freshness.state() != WorkerFreshness.State.FRESH && !this.freshness.stale();
		return this.freshness.state()
				+ (isQuiet ? ", without an alarm: it never ran, or is in archiver.status.ignore" : "");
	}

	public String style() {
		return (this.freshness != null) ? WorkerRow.style(this.freshness) : "";
	}

	public @Nullable String interval() {
		return (this.freshness != null && this.freshness.interval() != null) ? Units.span(this.freshness.interval())
				: null;
	}

	public List<RunStatus> statuses() {
		return List.of(RunStatus.values());
	}

	public boolean isFiltered() {
		return this.query.has("status") || this.query.has("errors");
	}

	public String older() {
		ArchivedLog last = this.logs.getLast();
		return this.query.with("after", last.runId() + ((last.revision() > 1) ? "." + last.revision() : "")).toString();
	}

	/** Which revision a log is, and what it lacks. */
	public String remarks(ArchivedLog log) {
		return ((log.revision() > 1) ? " r" + log.revision() : "") + (log.isFinal() ? "" : " (partial)")
				+ ((log.completeness() == Completeness.PREVIEW) ? " (preview)" : "")
				+ (this.holds.stream().anyMatch((hold) -> hold.covers(log.runId())) ? " (held)" : "");
	}

	public static @Nullable LogLine firstError(ArchivedLog log) {
		ErrorLines errors = log.text().errors();
		return (errors == null || errors.first().isEmpty()) ? null : errors.first().getFirst();
	}

	public static String held(Hold hold) {
		return HistoryWords.of(hold);
	}

	public static String missing(MissingRun run) {
		return HistoryWords.of(run);
	}

	public String decided(Decision decision) {
		return HistoryWords.of(decision, this.newest != null);
	}

}
