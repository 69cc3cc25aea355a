package dev.logarchiver.web.find;

import java.util.List;

import dev.logarchiver.report.FailingGroup;
import dev.logarchiver.report.FailingWorker.State;
import dev.logarchiver.report.FailureReport;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.web.page.Query;

/**
 * What failed.
 *
 * @param query what was asked for
 * @param report what failed
 */
public record ReportPage(Query query, FailureReport report) {

	/** So many Workers of a group have names without being asked for. */
	private static final int NAMED = 1;

	/** So many rows of a state are shown, unless all are wanted. */
	private static final int SHOWN = 200;

	public boolean isCalm() {
		return this.report.failing().isEmpty() && this.report.notArchived().isEmpty() && this.report.late().isEmpty();
	}

	public List<State> states() {
		return List.of(State.values());
	}

	/** The rows of a state. */
	public List<FailingGroup> rows(State state) {
		List<FailingGroup> groups = this.report.groups(state);
		return this.query.has("all") ? groups : groups.subList(0, Math.min(SHOWN, groups.size()));
	}

	/** How many more there are. */
	public int more(State state) {
		return this.report.groups(state).size() - rows(state).size();
	}

	/** The same report with all rows. */
	public String all() {
		return this.query.with("all", "on").toString();
	}

	public static String title(State state) {
		return switch (state) {
			case NEWLY_FAILING -> "Newly failing";
			case STILL_FAILING -> "Still failing";
			case RECOVERED -> "Recovered";
		};
	}

	public static String style(State state) {
		return switch (state) {
			case NEWLY_FAILING, STILL_FAILING -> "bad";
			case RECOVERED -> "good";
		};
	}

	/** The Workers of a group that fail as its first one does. */
	public static List<WorkerId> others(FailingGroup group) {
		return group.workers().stream().skip(NAMED).map((worker) -> worker.worker()).toList();
	}

}
