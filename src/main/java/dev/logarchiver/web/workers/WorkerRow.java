package dev.logarchiver.web.workers;

import java.time.Instant;
import java.util.List;

import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.run.Units;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A Worker in a list.
 *
 * @param worker the Worker as listed
 * @param freshness how fresh its archive is; {@code null} where the newest list of no job
 * has it
 * @param newest its newest log; {@code null} if nothing is archived, or it isn't shown
 */
public record WorkerRow(WorkerId worker, @Nullable WorkerFreshness freshness, @Nullable ArchivedLog newest) {

	/** What stands for the state of one that no list has. */
	static final String NOT_LISTED = "not listed";

	/** How fresh its archive is, as 'status' says it. */
	public String state() {
		return (this.freshness != null) ? this.freshness.state().toString() : NOT_LISTED;
	}

	/** The name of a style: colour and sign. */
	public String style() {
		return (this.freshness == null) ? "" : style(this.freshness);
	}

	static String style(WorkerFreshness freshness) {
		return switch (freshness.state()) {
			case FAILING -> "failed";
			case NEVER_ARCHIVED, LATE -> freshness.stale() ? "aborted" : "";
			case FRESH -> "succeeded";
		};
	}

	/** The worst first, and of those alike the ones that somebody is to know of. */
	int urgency() {
		if (this.freshness == null) {
			return Integer.MAX_VALUE;
		}
		int state = switch (this.freshness.state()) {
			case FAILING -> 0;
			case NEVER_ARCHIVED -> 1;
			case LATE -> 2;
			case FRESH -> 3;
		};
		return 2 * state + (this.freshness.stale() ? 0 : 1);
	}

	public @Nullable Instant newestRun() {
		return (this.newest != null) ? this.newest.runAt()
				: (this.freshness != null) ? this.freshness.newestRun() : null;
	}

	public String interval() {
		return (this.freshness != null && this.freshness.interval() != null) ? Units.span(this.freshness.interval())
				: "–";
	}

	/** How many error lines the newest log has; less than 0 if nobody counted. */
	public long errors() {
		return (this.newest != null && this.newest.text().errors() != null) ? this.newest.text().errors().count() : -1;
	}

	String status() {
		return (this.newest != null) ? this.newest.run().status().toString() : "";
	}

	/** The same without the texts of error lines: many rows are remembered. */
	WorkerRow light() {
		return (this.newest == null || this.newest.text().errors() == null) ? this
				: with(this.newest.withErrors(new ErrorLines(this.newest.text().errors().count(), List.of())));
	}

	WorkerRow with(@Nullable ArchivedLog newest) {
		return new WorkerRow(this.worker, this.freshness, newest);
	}

}
