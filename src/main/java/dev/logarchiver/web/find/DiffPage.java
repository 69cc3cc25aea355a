package dev.logarchiver.web.find;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.difference.LogDifference;
import dev.logarchiver.lines.difference.LogDifference.Excerpt;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.Units;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * What a failed run's log has that a good one's doesn't.
 *
 * @param worker the Worker
 * @param failedRuns the failed runs to choose from
 * @param goodRuns those that succeeded
 * @param failed the run that is explained; {@code null} if none failed
 * @param good the run it is compared with; {@code null} if none succeeded
 * @param difference what is new; {@code null} if there is nothing to compare
 */
public record DiffPage(WorkerId worker, List<ArchivedLog> failedRuns, List<ArchivedLog> goodRuns,
		@Nullable ArchivedLog failed, @Nullable ArchivedLog good, @Nullable LogDifference difference) {

	/** One log a run, its newest revision. */
	static List<ArchivedLog> byRun(Collection<ArchivedLog> logs, ArchivedLog... more) {
		Map<RunId, ArchivedLog> runs = new LinkedHashMap<>();
		Stream.concat(logs.stream(), Stream.of(more)).forEach((log) -> runs.putIfAbsent(log.runId(), log));
		return List.copyOf(runs.values());
	}

	public @Nullable Excerpt first() {
		return (this.difference != null) ? this.difference.first().orElse(null) : null;
	}

	/** What is said above the first new line. */
	public String heading() {
		return (this.difference != null && this.difference.newErrors() > 0) ? "The first new error"
				: "No new error. The first new line";
	}

	public static String label(ArchivedLog log) {
		return Units.dateTime(log.runAt()) + " " + log.run().status() + " " + log.runId();
	}

	public static String remark(ArchivedLog log) {
		return ((log.revision() > 1) ? " r" + log.revision() : "")
				+ ((log.completeness() == Completeness.PREVIEW) ? " (preview)" : "")
				+ (log.isFinal() ? "" : " (partial)");
	}

	public static boolean isOf(@Nullable ArchivedLog chosen, ArchivedLog log) {
		return chosen != null && chosen.runId().equals(log.runId());
	}

}
